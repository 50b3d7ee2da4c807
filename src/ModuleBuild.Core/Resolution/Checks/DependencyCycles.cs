using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>
/// MB1004: modules that need one another in a circle, so that none can be loaded first. Only nodes of one strongly connected component
/// can be on a circle, and each edge within a component is on one: the shortest through each edge that no circle before it has.
/// So each is told once, and taking an edge out of each of them leaves none.
/// </summary>
public static class DependencyCycles
{
    /// <summary>After so many circles the rest is not told: to break these breaks most others.</summary>
    private const int Most = 100;

    /// <summary>A longer circle is told by its beginning and its end.</summary>
    private const int LongestShown = 12;

    /// <summary>Finds the circles of a set of modules.</summary>
    /// <param name="modules">
    /// The modules of the workspace, then the members of the resolved set. Of two with one id the first counts; an id that no module has
    /// needs nothing.
    /// </param>
    /// <returns>MB1004, the shortest circle first; where a module of the workspace is on it, at the entry of its manifest.</returns>
    public static ImmutableArray<Finding> Find(IEnumerable<ModuleNeeds> modules)
    {
        var nodes = modules.DistinctBy(module => module.Id, StringComparer.OrdinalIgnoreCase)
            .OrderBy(module => module.Id, StringComparer.OrdinalIgnoreCase).ToArray();
        var graph = new NeedGraph(nodes);
        return
        [
            .. graph.Cycles(Most)
                .Select(cycle => FromOwnModule(cycle, graph))
                .OrderBy(cycle => cycle.Length)
                .ThenBy(cycle => cycle, CycleOrder.Instance)
                .Select(cycle => ToFinding(cycle, graph)),
        ];
    }

    /// <summary>Turns a circle so that it begins at a module whose manifest can be mended, else at the first id.</summary>
    private static int[] FromOwnModule(int[] cycle, NeedGraph graph)
    {
        var start = Enumerable.Range(0, cycle.Length)
            .OrderBy(i => graph.Need(cycle[i], cycle[(i + 1) % cycle.Length]).Location is null)
            .ThenBy(i => cycle[i])
            .First();
        return [.. cycle[start..], .. cycle[..start]];
    }

    private static Finding ToFinding(int[] cycle, NeedGraph graph)
    {
        var need = graph.Need(cycle[0], cycle[1 % cycle.Length]);
        var names = cycle.Append(cycle[0]).Select(graph.IdOf).ToList();
        if (names.Count > LongestShown)
        {
            var hidden = (names.Count - LongestShown + 1).ToString(CultureInfo.InvariantCulture);
            names.RemoveRange(LongestShown / 2, names.Count - LongestShown + 1);
            names.Insert(LongestShown / 2, $"({hidden} more)");
        }

        return Finding.Create(DiagnosticCatalog.DependencyCycle, need.Location ?? SourceLocation.None, string.Join(" -> ", names)) with
        {
            Subject = need.Location is null ? string.Empty : JsonPointer.Append("/dependencies", need.Id),
        };
    }

    private sealed class CycleOrder : IComparer<int[]>
    {
        public static readonly CycleOrder Instance = new();

        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
