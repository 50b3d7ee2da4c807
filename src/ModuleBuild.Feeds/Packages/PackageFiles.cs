using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Packages;

/// <summary>What is in packages: they are extracted to the packages folder, as restore does, and read there.</summary>
/// <param name="source">The sources.</param>
/// <param name="folders">Packages on this machine.</param>
/// <param name="addresses">Addresses of the sources, in their order.</param>
internal sealed class PackageFiles(IPackageSource source, PackageFolders folders, ImmutableArray<string> addresses) : IPackageFiles
{
    /// <inheritdoc/>
    public ImmutableArray<string> Sources => addresses;

    /// <inheritdoc/>
    public async Task<KnownVersions> GetVersionsAsync(string id, CancellationToken cancellation)
    {
        var (listed, problem) = await source.GetVersionsAsync(id, cancellation);
        List<VersionListing> here = PackageIdValidator.IsValidPackageId(id) ? [.. folders.VersionsOf(id).Select(version => new VersionListing(version))] : [];
        var versions = (listed?.Versions ?? []).Concat(here).DistinctBy(each => each.Version).OrderBy(each => each.Version);
        var released = (listed?.Versions ?? []).Select(each => each.Version).ToHashSet();
        return new KnownVersions(new PackageVersions(listed?.Id ?? id, [.. versions]), problem)
        {
            OnlyHere = [.. here.Select(each => each.Version).Where(version => !released.Contains(version))],
        };
    }

    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageAssemblies>> GetAssembliesAsync(string id, NuGetVersion version, string framework, CancellationToken cancellation)
    {
        if (folders.Find(id, version) is not { } installed)
        {
            var (_, problem) = await source.GetFactsAsync(id, version, cancellation);
            installed = folders.Find(id, version);
            if (installed is null)
            {
                return SourceAnswer.Failed<PackageAssemblies>(problem ?? FeedProblem.Unusable(id, version, folders.Name, "it is not there after it was extracted."));
            }
        }

        try
        {
            return SourceAnswer.Of(Read(installed.Folder, NuGetFramework.Parse(framework)) with { Folder = installed.Folder, ContentHash = installed.Hash });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || PackageCheck.IsDamage(e))
        {
            return SourceAnswer.Failed<PackageAssemblies>(FeedProblem.Unusable(id, version, folders.Name, $"it cannot be read ({e.Message.TrimEnd('.')}). Delete {installed.Folder}."));
        }
    }

    // What runs counts; where a package has nothing to run, what is compiled against.
    private static PackageAssemblies Read(string folder, NuGetFramework framework)
    {
        using var package = new PackageFolderReader(folder);
        var groups = package.GetLibItems().ToList();
        groups = groups.Exists(group => group.Items.Any(IsAssembly)) ? groups : [.. package.GetItems("ref")];
        var nearest = NuGetFrameworkUtility.GetNearest(groups, framework, group => group.TargetFramework);
        var needs = NuGetFrameworkUtility.GetNearest(package.GetPackageDependencies(), framework, group => group.TargetFramework);
        return new PackageAssemblies(
            [.. (nearest?.Items ?? []).Where(IsAssembly).Select(item => Path.GetFullPath(Path.Combine(folder, item))).Order(StringComparer.Ordinal)],
            [.. groups.Where(group => group.Items.Any(IsAssembly)).Select(group => group.TargetFramework.GetShortFolderName())],
            [.. (needs?.Packages ?? []).Select(need => new PackageRange(need.Id, new WrittenRange(need.VersionRange.ToNormalizedString(), need.VersionRange)))]);
    }

    private static bool IsAssembly(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && path.Count(c => c is '/' or '\\') == 2;
}
