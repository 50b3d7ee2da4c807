using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using NuGet.Versioning;

namespace ModuleBuild.Core.Locking;

/// <summary>A package that a module has to reference, so that it is compiled against what the lock says.</summary>
/// <param name="Id">Its id, as the lock spells it.</param>
/// <param name="Version">The locked version.</param>
/// <param name="Declared">How the module's manifest declares it; null where only what it declares needs it.</param>
public sealed record LockedReference(string Id, NuGetVersion Version, DependencyKind? Declared);

/// <summary>
/// What a module references according to its lock: what it declares, and what that needs in turn. NuGet would give the rest their lowest
/// versions, which need not be those of the lock.
/// </summary>
public static class LockedReferences
{
    /// <summary>Lists them, in the order of ids.</summary>
    /// <param name="lockFile">The lock of the workspace.</param>
    /// <param name="folder">The module's folder, relative to the workspace with <c>/</c>.</param>
    /// <param name="own">Ids of the workspace's modules: where one is not declared, it comes with the project that needs it.</param>
    /// <param name="elsewhere">Ids of packages that the project gets in another version: nobody here knows what that needs.</param>
    /// <returns>Nothing where the lock does not know the module.</returns>
    public static ImmutableArray<LockedReference> Of(LockFile lockFile, string folder, IReadOnlySet<string> own, IReadOnlySet<string> elsewhere)
    {
        if (lockFile.Modules.GetValueOrDefault(folder) is not { } module)
        {
            return [];
        }

        var reached = new SortedDictionary<string, LockedReference>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<(string Id, DependencyKind? Declared)>(
            module.Dependencies.Select(dependency => (dependency.Id, (DependencyKind?)dependency.Kind)));
        while (open.TryDequeue(out var next))
        {
            // Declared ones come first: what is declared and needed by another as well is declared.
            if (!reached.ContainsKey(next.Id) && lockFile.Find(next.Id) is { } package)
            {
                reached.Add(package.Id, new LockedReference(package.Id, package.Version, next.Declared));
                foreach (var need in package.Dependencies.Where(need => need.Kind == DependencyKind.Required && !elsewhere.Contains(package.Id)))
                {
                    open.Enqueue((need.Id, null));
                }
            }
        }

        return [.. reached.Values.Where(reference => reference.Declared is not null || !own.Contains(reference.Id))];
    }
}
