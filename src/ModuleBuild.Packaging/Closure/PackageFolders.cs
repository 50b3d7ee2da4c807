using NuGet.Common;
using NuGet.ProjectModel;

namespace ModuleBuild.Packaging.Closure;

/// <summary>Finds extracted packages: in the global packages folder, else in a fallback folder.</summary>
internal sealed class PackageFolders(LockFile lockFile)
{
    private readonly Dictionary<string, string> _relativePaths = lockFile.Libraries
        .Where(library => library.Path is not null && library.MSBuildProject is null)
        .GroupBy(library => $"{library.Name}/{library.Version.ToNormalizedString()}", StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First().Path, StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder of a package, or null where none of the folders has it (any more).</summary>
    public string? Find(LockFileTargetLibrary library) =>
        _relativePaths.TryGetValue(AssetsTarget.Key(library), out var relative)
            ? lockFile.PackageFolders
                .Select(root => Path.Combine(root.Path, PathUtility.GetPathWithDirectorySeparator(relative)))
                .FirstOrDefault(Directory.Exists)
            : null;
}
