using NuGet.Common;
using NuGet.ProjectModel;

namespace ModuleBuild.Packaging.Closure;

/// <summary>The project references of a framework, with the names under which restore knows the projects.</summary>
internal static class ReferencedProjects
{
    /// <summary>Reads them, in the order of the file.</summary>
    public static IEnumerable<(string Name, string Path, ProjectRestoreReference Reference)> Read(AssetsTarget target)
    {
        var restored = target.LockFile.PackageSpec.RestoreMetadata;
        var references = restored?.TargetFrameworks
            .FirstOrDefault(framework => framework.FrameworkName.Equals(target.Framework.FrameworkName) &&
                (framework.TargetAlias ?? string.Empty).Equals(target.Framework.TargetAlias ?? string.Empty, StringComparison.OrdinalIgnoreCase))
            ?.ProjectReferences;
        if (references is not { Count: > 0 } || restored is null)
        {
            return [];
        }

        var folder = Path.GetDirectoryName(restored.ProjectPath) ?? string.Empty;
        var names = target.LockFile.Libraries
            .Where(library => library.MSBuildProject is not null)
            .ToLookup(library => FullPath(folder, library), library => library.Name, PathUtility.GetStringComparerBasedOnOS());

        return references
            .Select(reference => (reference, Path: Path.GetFullPath(Path.Combine(folder, reference.ProjectPath))))
            .SelectMany(pair => names[pair.Path].Select(name => (name, pair.Path, pair.reference)));
    }

    /// <summary>Absolute path of a project that restore found.</summary>
    /// <param name="folder">Folder of the restored project.</param>
    /// <param name="library">A library with <see cref="LockFileLibrary.MSBuildProject"/>.</param>
    public static string FullPath(string folder, LockFileLibrary library) =>
        Path.GetFullPath(Path.Combine(folder, PathUtility.GetPathWithDirectorySeparator(library.MSBuildProject)));
}
