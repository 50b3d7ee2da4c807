using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.LibraryModel;
using NuGet.ProjectModel;

namespace ModuleBuild.Packaging.Closure;

/// <summary>What was restored for a project, for the checks of its dependencies.</summary>
/// <param name="Sets">One a target framework, in the order of the file.</param>
/// <param name="HasPackagesLock">Whether a <c>packages.lock.json</c> holds the versions.</param>
public sealed record RestoredProject(ImmutableArray<RestoredSet> Sets, bool HasPackagesLock);

/// <summary>Reads what was restored, through the SDK's own NuGet client.</summary>
public static class RestoredSetReader
{
    /// <summary>Reads what was restored for every target framework. Never throws for what the file is or holds.</summary>
    /// <param name="assetsFile">Absolute path of <c>project.assets.json</c>.</param>
    /// <returns>What was restored, or MB9004.</returns>
    public static (RestoredProject? Project, Finding? Finding) Read(string assetsFile)
    {
        var (assets, finding) = AssetsFile.Open(assetsFile);
        return (assets is null ? null : Read(assets), finding);
    }

    /// <summary>Reads what was restored for every target framework.</summary>
    /// <param name="assets">The open file.</param>
    public static RestoredProject Read(AssetsFile assets)
    {
        var modules = new RestoredModules(assets.LockFile);
        var sets = assets.Frameworks.Select(framework => assets.FindTarget(framework)).OfType<AssetsTarget>().Select(target => Read(target, modules));
        return new RestoredProject([.. sets], HasPackagesLock(assets.LockFile.PackageSpec));
    }

    private static RestoredSet Read(AssetsTarget target, RestoredModules modules) => new(
        AssetsTarget.Alias(target.Framework),
        target.Libraries.Values.Select(library => Read(library, modules)),
        Packages(target).Concat(Projects(target)));

    private static RestoredLibrary Read(LockFileTargetLibrary library, RestoredModules modules)
    {
        var manifest = modules.Find(library);
        return new RestoredLibrary(library.Name!, library.Version!)
        {
            IsProject = "project".Equals(library.Type, StringComparison.OrdinalIgnoreCase),
            IsModule = manifest is not null,
            Conflicts = [.. (manifest?.Conflicts ?? []).Select(conflict => new PackageRange(conflict.Id, conflict.Range))],
            Checksum = modules.HashOf(library) is { } hash ? $"sha512-{hash}" : null,
            Needs = [.. library.Dependencies.Select(dependency => dependency.Id)],
            CompileAssemblies = Names(library.CompileTimeAssemblies),
            RuntimeAssemblies = Names(library.RuntimeAssemblies),
        };
    }

    private static IEnumerable<DirectReference> Packages(AssetsTarget target) =>
        from dependency in target.Framework.Dependencies
        where !dependency.AutoReferenced
        let range = dependency.LibraryRange.VersionRange
        select new DirectReference(
            dependency.Name, null, range is { IsFloating: true } ? range.Float.ToString() : null, Brings(target, dependency.Name, dependency.IncludeType));

    private static IEnumerable<DirectReference> Projects(AssetsTarget target) =>
        from project in ReferencedProjects.Read(target)
        select new DirectReference(
            project.Name, project.Path, null, Brings(target, project.Name, project.Reference.IncludeAssets & ~project.Reference.ExcludeAssets));

    private static bool Brings(AssetsTarget target, string id, LibraryIncludeFlags kinds) =>
        target.Libraries.TryGetValue(id, out var library) &&
        ((kinds.HasFlag(LibraryIncludeFlags.Compile) && !Names(library.CompileTimeAssemblies).IsEmpty) ||
            (kinds.HasFlag(LibraryIncludeFlags.Runtime) && !Names(library.RuntimeAssemblies).IsEmpty));

    // Where nothing fits the framework, or only a file that says so (_._), there is nothing. A project's assembly is named before it is built.
    private static ImmutableArray<string> Names(IEnumerable<LockFileItem> files) =>
    [
        .. files.Select(file => file.Path)
            .Where(path => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
            .Select(path => Path.GetFileNameWithoutExtension(path)),
    ];

    private static bool HasPackagesLock(PackageSpec project) =>
        PackagesLockFileUtilities.IsNuGetLockFileEnabled(project) && File.Exists(PackagesLockFileUtilities.GetNuGetLockFilePath(project));
}
