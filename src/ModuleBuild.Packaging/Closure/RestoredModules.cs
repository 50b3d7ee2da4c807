using ModuleBuild.Core.Manifest;
using NuGet.ProjectModel;

namespace ModuleBuild.Packaging.Closure;

/// <summary>
/// The manifests of restored modules: in the extracted package, or beside a referenced project. Each is read once for all target
/// frameworks; a manifest that cannot be read still makes a module, of which nothing more is known.
/// </summary>
internal sealed class RestoredModules(LockFile lockFile)
{
    private const string InPackage = "module/module.json";
    private const string BesideProject = "module.json";

    private readonly Dictionary<string, ModuleManifest?> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly PackageFolders _folders = new(lockFile);
    private readonly Dictionary<string, LockFileLibrary> _libraries = lockFile.Libraries
        .DistinctBy(Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The manifest of a library; null where it is no module.</summary>
    public ModuleManifest? Find(LockFileTargetLibrary library)
    {
        var key = AssetsTarget.Key(library);
        if (!_known.TryGetValue(key, out var manifest))
        {
            manifest = PathOf(library, key) is { } path ? ManifestReader.ReadFile(path).Document?.Manifest ?? new ModuleManifest() : null;
            _known.Add(key, manifest);
        }

        return manifest;
    }

    /// <summary>NuGet's content hash of a library, in Base64; null where restore does not say, as of a project.</summary>
    public string? HashOf(LockFileTargetLibrary library) =>
        _libraries.GetValueOrDefault(AssetsTarget.Key(library)) is { Sha512.Length: > 0 } found ? found.Sha512 : null;

    private string? PathOf(LockFileTargetLibrary library, string key)
    {
        if (!_libraries.TryGetValue(key, out var found))
        {
            return null;
        }

        if (found.MSBuildProject is not null)
        {
            var folder = Path.GetDirectoryName(lockFile.PackageSpec.RestoreMetadata?.ProjectPath) ?? string.Empty;
            var path = Path.Combine(Path.GetDirectoryName(ReferencedProjects.FullPath(folder, found))!, BesideProject);
            return File.Exists(path) ? path : null;
        }

        // The list of files was written when the package was restored: the many that are no modules cost no look at the disk.
        return found.Files.Contains(InPackage, StringComparer.OrdinalIgnoreCase) && _folders.Find(library) is { } package
            ? Path.Combine(package, InPackage)
            : null;
    }

    private static string Key(LockFileLibrary library) => $"{library.Name}/{library.Version.ToNormalizedString()}";
}
