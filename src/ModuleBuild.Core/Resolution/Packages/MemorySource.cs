using System.Collections.Frozen;
using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Packages;

/// <summary>A source that knows everything already: an index file, a lock, a test.</summary>
public sealed class MemorySource : IPackageSource
{
    private readonly FrozenDictionary<string, PackageFacts[]> _packages;

    /// <param name="packages">All that there is; of two entries with the same id and version the first counts.</param>
    public MemorySource(IEnumerable<PackageFacts> packages)
    {
        var byId = new Dictionary<string, List<PackageFacts>>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in packages)
        {
            if (!byId.TryGetValue(package.Id, out var versions))
            {
                byId.Add(package.Id, versions = []);
            }

            versions.Add(package);
        }

        _packages = byId.ToFrozenDictionary(pair => pair.Key, pair => Sort(pair.Value), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Ids, as first spelt, in ordinal order without regard to case.</summary>
    public IEnumerable<string> Ids => _packages.Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>All versions of a package, lowest first; empty where it is unknown.</summary>
    /// <param name="id">Package id, in any case.</param>
    public ReadOnlySpan<PackageFacts> VersionsOf(string id) => _packages.GetValueOrDefault(id);

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation)
    {
        var versions = _packages.GetValueOrDefault(id) ?? [];
        return Task.FromResult(SourceAnswer.Of(new PackageVersions(
            versions is [var first, ..] ? first.Id : id,
            ImmutableArray.CreateRange(versions.Select(facts => new VersionListing(facts.Version, facts.Listed, facts.Deprecated))))));
    }

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        var found = (_packages.GetValueOrDefault(id) ?? []).FirstOrDefault(facts => facts.Version == version);
        return Task.FromResult(SourceAnswer.Of(found ?? throw new ArgumentException($"{id} {version} was never offered.", nameof(version))));
    }

    // A stable sort, so that the first of equals stays the first. Most sources are in order already.
    private static PackageFacts[] Sort(List<PackageFacts> versions) =>
        versions.Zip(versions.Skip(1)).All(pair => pair.First.Version.CompareTo(pair.Second.Version) < 0)
            ? [.. versions]
            : [.. versions.OrderBy(facts => facts.Version).DistinctBy(facts => facts.Version)];
}
