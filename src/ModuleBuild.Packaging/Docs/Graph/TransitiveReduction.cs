using System.Collections.Immutable;

namespace ModuleBuild.Packaging.Docs.Graph;

/// <summary>
/// Leaves out edges that a longer way says too: with A → B → C, an edge A → C tells nothing of what C is there for. What could be
/// reached before can be reached afterwards, in cycles too, because edges are taken away one by one.
/// </summary>
internal static class TransitiveReduction
{
    /// <summary>The edges that remain, in their order.</summary>
    /// <param name="edges">All edges; the work grows with the square of their number.</param>
    /// <param name="mayGo">Whether an edge may be left out.</param>
    public static ImmutableArray<Edge> Of(ImmutableArray<Edge> edges, Func<Edge, bool> mayGo)
    {
        foreach (var edge in edges.Where(mayGo))
        {
            var without = edges.Remove(edge);
            if (IsReachable(edge.From, edge.To, without))
            {
                edges = without;
            }
        }

        return edges;
    }

    private static bool IsReachable(string from, string to, ImmutableArray<Edge> edges)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Stack<string>([from]);
        while (open.TryPop(out var at))
        {
            foreach (var next in edges.Where(edge => edge.From == at && edge.Kind == EdgeKind.Required).Select(edge => edge.To).Where(seen.Add))
            {
                if (next == to)
                {
                    return true;
                }

                open.Push(next);
            }
        }

        return false;
    }
}
