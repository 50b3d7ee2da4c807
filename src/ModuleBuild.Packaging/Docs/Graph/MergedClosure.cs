using System.Collections.Immutable;
using ModuleBuild.Packaging.Closure;

namespace ModuleBuild.Packaging.Docs.Graph;

/// <summary>A package or project of the closure, whatever its version.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsProject">A project reference, not a package.</param>
/// <param name="IsDirect">The module itself depends on it.</param>
/// <param name="TargetFrameworks">Frameworks on which it is needed; empty where it is needed on all.</param>
/// <param name="Dependencies">Ids that it depends on, in ordinal order.</param>
internal sealed record MergedLibrary(
    string Id, bool IsProject, bool IsDirect, ImmutableArray<string> TargetFrameworks, ImmutableArray<string> Dependencies);

/// <summary>The closures of all target frameworks as one, without versions: see <see cref="ModulePage"/> for why.</summary>
/// <param name="TargetFrameworks">In ordinal order, whatever order a stage was asked in.</param>
/// <param name="Libraries">In the ordinal order of ids.</param>
internal sealed record MergedClosure(ImmutableArray<string> TargetFrameworks, ImmutableArray<MergedLibrary> Libraries)
{
    /// <summary>Merges closures.</summary>
    /// <param name="closures">One a target framework.</param>
    public static MergedClosure Of(ImmutableArray<RuntimeClosure> closures)
    {
        closures = closures.Sort((left, right) => string.CompareOrdinal(left.TargetFramework, right.TargetFramework));
        var all = closures.SelectMany(closure => closure.Libraries.Select(library => (closure.TargetFramework, Library: library)));
        var direct = closures.SelectMany(closure => closure.Direct).Select(IdOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new MergedClosure(
            [.. closures.Select(closure => closure.TargetFramework)],
            [
                .. all.GroupBy(found => found.Library.Id, StringComparer.OrdinalIgnoreCase)
                    .Select(group => Merge([.. group], direct.Contains(group.Key), closures.Length))
                    .OrderBy(library => library.Id, StringComparer.Ordinal),
            ]);
    }

    /// <summary>How many libraries one of them brings along, itself not counted.</summary>
    /// <param name="id">Its id.</param>
    public int CountBroughtBy(string id)
    {
        var byId = Libraries.ToDictionary(library => library.Id, StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { id };
        var open = new Stack<string>([id]);
        while (open.TryPop(out var at))
        {
            foreach (var next in byId.TryGetValue(at, out var library) ? library.Dependencies : [])
            {
                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return seen.Count - 1;
    }

    private static MergedLibrary Merge(
        ImmutableArray<(string TargetFramework, ClosureLibrary Library)> found, bool isDirect, int frameworks)
    {
        ImmutableArray<string> on = [.. found.Select(one => one.TargetFramework).Distinct(StringComparer.Ordinal)];
        var dependencies = found.SelectMany(one => one.Library.Dependencies).Select(IdOf);
        return new MergedLibrary(
            found.Select(one => one.Library.Id).Min(StringComparer.Ordinal)!,
            found.All(one => one.Library.IsProject),
            isDirect,
            on.Length == frameworks ? [] : on,
            [.. dependencies.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)]);
    }

    // A key is id/version, and no version has a slash.
    private static string IdOf(string key) => key[..key.LastIndexOf('/')];
}
