using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using NuGet.Configuration;

namespace ModuleBuild.Feeds.Configuration;

/// <summary>What a configuration says of its sources, as values.</summary>
internal static class SourceNames
{
    /// <summary>Reads them.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="sources">The sources that count.</param>
    /// <param name="folder">Folder of the project.</param>
    public static PackageSources Of(ISettings settings, ImmutableArray<PackageSource> sources, string folder)
    {
        var mapped = new PackageSourceMappingProvider(settings).GetPackageSourceMappingItems();
        return new PackageSources(
            [.. sources.Select(source => new NamedPackageSource(source.Name, source.IsHttp, IsPublic(source), PatternsOf(mapped, source)))],
            mapped.Count > 0,
            settings.GetConfigFilePaths().FirstOrDefault(file => IsAbove(file, Path.GetFullPath(folder))));
    }

    private static ImmutableArray<string> PatternsOf(IEnumerable<PackageSourceMappingSourceItem> mapped, PackageSource source) =>
    [
        .. mapped.Where(item => item.Key.Equals(source.Name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(item => item.Patterns)
            .Select(pattern => pattern.Pattern)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static bool IsPublic(PackageSource source) =>
        source.IsHttp && source.TrySourceAsUri?.Host.EndsWith("nuget.org", StringComparison.OrdinalIgnoreCase) == true;

    // The configuration of a user or a machine is not the project's to change.
    private static bool IsAbove(string file, string folder)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(file)!, folder);
        return !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }
}
