using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Locking;

/// <summary>
/// A source, and behind it the workspace's own modules. A module of the workspace is taken from the source like any other; only where
/// the source has no version that a range of the workspace admits, and the workspace has the module, does the workspace offer one: that
/// of its manifest or, where only MSBuild knows it, the lowest that ranges of the workspace begin with.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="manifests">The modules of the workspace.</param>
internal sealed class WorkspaceSource(IPackageSource source, IReadOnlyList<WorkspaceManifest> manifests) : IPackageSource
{
    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation)
    {
        var answer = await source.GetVersionsAsync(id, cancellation);
        if (answer.Value is not { } found || Find(id) is not { } own)
        {
            return answer;
        }

        var unmet = RangesOn(id).Where(range => !found.Versions.Any(listing => range.Range.Satisfies(listing.Version))).ToList();
        var offered = Candidates(own, unmet).Where(version => found.Versions.All(listing => listing.Version != version)).ToList();
        return offered.Count == 0
            ? answer
            : SourceAnswer.Of(new PackageVersions(
                found.Versions.IsEmpty ? own.Name : found.Id,
                [.. found.Versions.Concat(offered.Select(version => new VersionListing(version))).OrderBy(listing => listing.Version)]));
    }

    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        await OffersAsync(id, version, cancellation)
            ? SourceAnswer.Of(FactsOf(Find(id)!, version))
            : await source.GetFactsAsync(id, version, cancellation);

    /// <inheritdoc/>
    public IPackageSource? Refresh() => source.Refresh() is { } fresh ? new WorkspaceSource(fresh, manifests) : null;

    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageFacts>> GetFactsEarlyAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        await OffersAsync(id, version, cancellation)
            ? SourceAnswer.Of(FactsOf(Find(id)!, version))
            : await source.GetFactsEarlyAsync(id, version, cancellation);

    /// <inheritdoc/>
    public Task<ImmutableArray<Finding>> SettleAsync() => source.SettleAsync();

    /// <summary>Whether a version is the workspace's, and not the source's.</summary>
    public async Task<bool> OffersAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        Find(id) is not null
        && (await source.GetVersionsAsync(id, cancellation)).Value is { } found
        && found.Versions.All(listing => listing.Version != version);

    /// <summary>What a module of the workspace is to resolution.</summary>
    public static PackageFacts FactsOf(WorkspaceManifest own, NuGetVersion version) => new()
    {
        Id = own.Name,
        Version = version,
        Dependencies = own.Dependencies,
        Hosts = own.ToLocked().Hosts,
        Conflicts = own.ToLocked().Conflicts,
        Platforms = own.Manifest.Platforms,
        Permissions = [.. own.Manifest.Permissions.Required.Select(permission => permission.ToString()).Order(StringComparer.Ordinal)],
    };

    private WorkspaceManifest? Find(string id) =>
        manifests.FirstOrDefault(manifest => manifest.Name.Equals(id, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<WrittenRange> RangesOn(string id) =>
        manifests.SelectMany(manifest => manifest.Manifest.Dependencies)
            .Where(dependency => dependency.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            .Select(dependency => dependency.Range);

    // Of several ranges the highest beginning satisfies all, if anything does.
    private static IEnumerable<NuGetVersion> Candidates(WorkspaceManifest own, List<WrittenRange> ranges)
    {
        var versions = own.Manifest.Version is { } stated
            ? [NuGetVersion.Parse(stated.ToNormalizedString())]
            : ranges.Select(range => LowestOf(range.Range)).Distinct();
        return versions.Where(version => ranges.Any(range => range.Range.Satisfies(version)));
    }

    private static NuGetVersion LowestOf(VersionRange range)
    {
        var lowest = range.HasLowerBound ? range.MinVersion! : new NuGetVersion(0, 0, 0);
        return range.HasLowerBound && !range.IsMinInclusive ? new NuGetVersion(lowest.Major, lowest.Minor, lowest.Patch + 1) : lowest;
    }
}
