using NuGet.LibraryModel;
using NuGet.ProjectModel;

namespace ModuleBuild.Packaging.Closure;

/// <summary>What a consumer of the package gets from the project's own references: the rule by which NuGet writes the nuspec.</summary>
internal static class DirectDependencies
{
    /// <summary>
    /// The references that reach a consumer at run time, by name, each with the kinds of assets that do:
    /// what the reference includes, less what it keeps to itself (PrivateAssets).
    /// </summary>
    public static IReadOnlyDictionary<string, LibraryIncludeFlags> Read(AssetsTarget target)
    {
        var direct = new Dictionary<string, LibraryIncludeFlags>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, flags) in Packages(target).Concat(Projects(target)))
        {
            if ((flags & RuntimeAssets.Kinds) != 0)
            {
                direct[name] = direct.GetValueOrDefault(name) | (flags & RuntimeAssets.Kinds);
            }
        }

        return direct;
    }

    private static IEnumerable<(string Name, LibraryIncludeFlags Flags)> Packages(AssetsTarget target) =>
        target.Framework.Dependencies
            .Concat(PinnedTransitively(target))
            .Where(dependency => !IsPruned(dependency, target.Framework))
            .Select(dependency => (dependency.Name, dependency.IncludeType & ~dependency.SuppressParent));

    /// <summary>Packages that central management pins although no project names them: they become dependencies of the nuspec.</summary>
    private static IEnumerable<LibraryDependency> PinnedTransitively(AssetsTarget target) =>
        target.LockFile.CentralTransitiveDependencyGroups
            .Where(group =>
                group.FrameworkName.Equals(target.Framework.FrameworkName.ToString(), StringComparison.OrdinalIgnoreCase) ||
                group.FrameworkName.Equals(AssetsTarget.Alias(target.Framework), StringComparison.OrdinalIgnoreCase))
            .SelectMany(group => group.TransitiveDependencies);

    /// <summary>The framework itself brings a version that will do: NuGet leaves such a dependency out of the nuspec.</summary>
    private static bool IsPruned(LibraryDependency dependency, TargetFrameworkInformation framework) =>
        framework.PackagesToPrune is { } prunable &&
        prunable.TryGetValue(dependency.Name, out var pruned) &&
        pruned.VersionRange.MaxVersion is { } provided &&
        dependency.LibraryRange.VersionRange?.Satisfies(provided) == true;

    private static IEnumerable<(string Name, LibraryIncludeFlags Flags)> Projects(AssetsTarget target) =>
        ReferencedProjects.Read(target)
            .Select(project => (project.Name, project.Reference.IncludeAssets & ~project.Reference.ExcludeAssets & ~project.Reference.PrivateAssets));
}
