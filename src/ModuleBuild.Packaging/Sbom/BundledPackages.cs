using System.Collections.Immutable;
using ModuleBuild.Packaging.Closure;
using NuGet.Frameworks;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>
/// Packages of which the module packs files itself, as plug-ins do with what their host does not bring. They ship, whatever their
/// reference says of PrivateAssets.
/// </summary>
internal sealed class BundledPackages
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<NuGetFramework> _frameworks;

    /// <summary>Finds the files that come out of the folder of a package.</summary>
    public BundledPackages(IReadOnlyList<RuntimeClosure> closures, IReadOnlyList<PackagedFile> files)
    {
        _frameworks = [.. closures.Select(closure => NuGetFramework.ParseFolder(closure.TargetFramework))];
        var folders = closures
            .SelectMany(closure => closure.Libraries.Concat(closure.BuildOnly))
            .Where(library => library.PackageFolder is not null)
            .DistinctBy(library => library.Key, StringComparer.Ordinal)
            .Select(library => (library.Key, Folder: Path.TrimEndingDirectorySeparator(library.PackageFolder!) + Path.DirectorySeparatorChar))
            .ToList();
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach (var file in files)
        {
            if (folders.Find(package => file.SourcePath.StartsWith(package.Folder, comparison)) is { Key: { } key })
            {
                _keys.TryAdd(file.PackagePath, key);
            }
        }
    }

    /// <summary>Keys of all of them.</summary>
    public IEnumerable<string> Keys => _keys.Values.Distinct(StringComparer.Ordinal);

    /// <summary>Key of the package from which a file was taken, or null where it is the module's own.</summary>
    public string? OriginOf(PackagedFile file) => _keys.GetValueOrDefault(file.PackagePath);

    /// <summary>Keys of those that a target framework gets: their files stand in its folder, or in one of no framework of the module.</summary>
    public ImmutableHashSet<string> For(string targetFramework)
    {
        var framework = NuGetFramework.ParseFolder(targetFramework);
        return _keys
            .Where(pair => FrameworkFolder.Of(pair.Key) is not { } folder || folder.Equals(framework) || !_frameworks.Contains(folder))
            .Select(pair => pair.Value)
            .ToImmutableHashSet(StringComparer.Ordinal);
    }
}
