using ModuleBuild.Packaging.Closure;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>
/// Packages of which the module packs files itself, as plug-ins do with what their host does not bring. They ship, whatever their
/// reference says of PrivateAssets.
/// </summary>
internal static class BundledPackages
{
    /// <summary>Keys of the packages from which files were taken, by the file's path in the module's package.</summary>
    public static IReadOnlyDictionary<string, string> Find(IReadOnlyList<RuntimeClosure> closures, IReadOnlyList<PackagedFile> files)
    {
        var folders = closures
            .SelectMany(closure => closure.Libraries.Concat(closure.BuildOnly))
            .Where(library => library.PackageFolder is not null)
            .DistinctBy(library => library.Key, StringComparer.Ordinal)
            .Select(library => (library.Key, Folder: Path.TrimEndingDirectorySeparator(library.PackageFolder!) + Path.DirectorySeparatorChar))
            .ToList();
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var origins = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (folders.Find(package => file.SourcePath.StartsWith(package.Folder, comparison)) is { Key: { } key })
            {
                origins.TryAdd(file.PackagePath, key);
            }
        }

        return origins;
    }
}
