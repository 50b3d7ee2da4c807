using System.Collections.Immutable;
using NuGet.LibraryModel;
using NuGet.ProjectModel;

namespace ModuleBuild.Packaging.Closure;

/// <summary>
/// Walks from the direct dependencies through the resolved libraries, as a consumer's restore will: the kinds of assets that a
/// reference lets through bound what all that lies behind it may bring. A library is part of the closure where it brings
/// a file that runs, or stands between the module and one that does (a metapackage).
/// </summary>
internal static class ClosureWalk
{
    public static RuntimeClosure Walk(AssetsTarget target)
    {
        var libraries = target.Libraries;
        var direct = DirectDependencies.Read(target);
        var reached = Reach(libraries, direct);
        var runs = Carriers(libraries, reached);
        var folders = new PackageFolders(target.LockFile);

        return new RuntimeClosure(
            target.Name,
            Keys(direct.Keys.Where(runs.Contains), libraries),
            Collect(libraries.Where(pair => runs.Contains(pair.Key)), runs.Contains),
            Collect(libraries.Where(pair => !runs.Contains(pair.Key)), libraries.ContainsKey));

        ImmutableArray<ClosureLibrary> Collect(IEnumerable<KeyValuePair<string, LockFileTargetLibrary>> some, Func<string, bool> within) =>
        [
            .. some
                .Select(pair => pair.Value)
                .Select(library => new ClosureLibrary(
                    library.Name!,
                    library.Version!.ToNormalizedString(),
                    IsProject(library),
                    Keys(library.Dependencies.Select(dependency => dependency.Id).Where(within), libraries),
                    IsProject(library) ? null : folders.Find(library)))
                .OrderBy(library => library.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every library that the direct dependencies lead to, with the kinds of assets that arrive, united over all ways.</summary>
    private static Dictionary<string, LibraryIncludeFlags> Reach(
        IReadOnlyDictionary<string, LockFileTargetLibrary> libraries, IReadOnlyDictionary<string, LibraryIncludeFlags> direct)
    {
        var reached = new Dictionary<string, LibraryIncludeFlags>(StringComparer.OrdinalIgnoreCase);
        var pending = new Queue<(string Name, LibraryIncludeFlags Kinds)>(direct.Select(pair => (pair.Key, pair.Value)));
        while (pending.TryDequeue(out var next))
        {
            var known = reached.GetValueOrDefault(next.Name);
            if (!libraries.TryGetValue(next.Name, out var library) || (known | next.Kinds) == known)
            {
                continue;
            }

            reached[next.Name] = known | next.Kinds;
            foreach (var dependency in library.Dependencies)
            {
                pending.Enqueue((dependency.Id, next.Kinds));
            }
        }

        return reached;
    }

    /// <summary>Those that bring a file that runs, and all that lead to them.</summary>
    private static HashSet<string> Carriers(
        IReadOnlyDictionary<string, LockFileTargetLibrary> libraries, Dictionary<string, LibraryIncludeFlags> reached)
    {
        var parents = reached.Keys
            .SelectMany(name => libraries[name].Dependencies.Select(dependency => (Parent: name, Child: dependency.Id)))
            .ToLookup(edge => edge.Child, edge => edge.Parent, StringComparer.OrdinalIgnoreCase);
        var carriers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pending = new Queue<string>(reached.Where(pair => RuntimeAssets.Has(libraries[pair.Key], pair.Value)).Select(pair => pair.Key));
        while (pending.TryDequeue(out var name))
        {
            if (carriers.Add(name))
            {
                foreach (var parent in parents[name])
                {
                    pending.Enqueue(parent);
                }
            }
        }

        return carriers;
    }

    private static ImmutableArray<string> Keys(IEnumerable<string> names, IReadOnlyDictionary<string, LockFileTargetLibrary> libraries) =>
    [
        .. names
            .Select(name => AssetsTarget.Key(libraries[name]))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsProject(LockFileTargetLibrary library) => "project".Equals(library.Type, StringComparison.OrdinalIgnoreCase);
}
