using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Core.Locking;

/// <summary>The part of a lock that one module needs: what its package was built against.</summary>
public static class LockPart
{
    /// <summary>Takes the part out.</summary>
    /// <param name="lockFile">The lock of the workspace.</param>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <param name="moduleFolder">Absolute path of the module's folder.</param>
    /// <returns>A lock of this module alone; null where it needs no other, or the lock does not know it.</returns>
    public static LockFile? Of(LockFile lockFile, string root, string moduleFolder) =>
        Of(lockFile, Path.GetRelativePath(root, moduleFolder).Replace('\\', '/'));

    /// <summary>Takes the part out.</summary>
    /// <param name="lockFile">The lock of the workspace.</param>
    /// <param name="folder">The module's folder, relative to the workspace with <c>/</c>.</param>
    /// <returns>A lock of this module alone; null where it needs no other, or the lock does not know it.</returns>
    public static LockFile? Of(LockFile lockFile, string folder)
    {
        if (lockFile.Modules.GetValueOrDefault(folder) is not { Dependencies.IsEmpty: false } module)
        {
            return null;
        }

        var packages = Closure(lockFile, module.Dependencies);
        var hosts = module.Hosts.Concat(packages.SelectMany(package => package.Hosts)).Select(host => host.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var part = lockFile with
        {
            Hosts = lockFile.Hosts.RemoveRange(lockFile.Hosts.Keys.Where(id => !hosts.Contains(id))),
            Modules = lockFile.Modules.Clear().Add(".", module),
            Packages = packages,
            OfWorkspace = lockFile.OfWorkspace.Intersect(packages.Select(package => package.Id)),
        };
        return part with { Inputs = LockInputs.HashOf(part) };
    }

    // An optional dependency that is in the set is among what the module was built against; what it needs is there as well.
    private static ImmutableArray<PackageFacts> Closure(LockFile lockFile, IEnumerable<PackageDependency> needs)
    {
        var reached = new SortedDictionary<string, PackageFacts>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<PackageDependency>(needs);
        while (open.TryPop(out var need))
        {
            if (!reached.ContainsKey(need.Id) && lockFile.Find(need.Id) is { } package)
            {
                reached.Add(package.Id, package);
                foreach (var more in package.Dependencies)
                {
                    open.Push(more);
                }
            }
        }

        return [.. reached.Values];
    }
}
