namespace ModuleBuild.Cli.Resolution;

/// <summary>The ways from the modules of a workspace to a package.</summary>
/// <param name="Paths">Each way, from a module on; the shortest first.</param>
/// <param name="IsCut">Whether there are more.</param>
internal sealed record LockPaths(IReadOnlyList<IReadOnlyList<SetEdge>> Paths, bool IsCut)
{
    /// <summary>A graph has as many ways as two to its depth; nobody reads more than these.</summary>
    public const int Most = 100;

    private const int MostSteps = 100_000;

    /// <summary>Finds them, breadth first: no way visits a package twice.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="target">Where they lead.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static LockPaths Find(LockGraph graph, SetNode target, CancellationToken cancellation)
    {
        var leading = Leading(graph, target);
        var found = new List<IReadOnlyList<SetEdge>>();
        var open = new Queue<SetEdge[]>(graph.Modules.SelectMany(module => graph.EdgesOf(module)).Where(edge => leading.Contains(edge.To)).Select(edge => new[] { edge }));
        for (var steps = 0; open.TryDequeue(out var path); steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (found.Count == Most || steps == MostSteps)
            {
                return new LockPaths(found, IsCut: true);
            }

            if (ReferenceEquals(path[^1].To, target))
            {
                found.Add(path);
                continue;
            }

            foreach (var edge in graph.EdgesOf(path[^1].To))
            {
                if (leading.Contains(edge.To) && path.All(step => !ReferenceEquals(step.To, edge.To)))
                {
                    open.Enqueue([.. path, edge]);
                }
            }
        }

        return new LockPaths(found, IsCut: false);
    }

    // Nodes from which the target can be reached at all: the search goes nowhere else.
    private static HashSet<SetNode> Leading(LockGraph graph, SetNode target)
    {
        var askers = graph.Edges.ToLookup(edge => edge.To, edge => edge.From, ReferenceEqualityComparer.Instance);
        var leading = new HashSet<SetNode>(ReferenceEqualityComparer.Instance) { target };
        var open = new Stack<SetNode>([target]);
        while (open.TryPop(out var node))
        {
            foreach (var from in askers[node].Where(leading.Add))
            {
                open.Push(from);
            }
        }

        return leading;
    }
}
