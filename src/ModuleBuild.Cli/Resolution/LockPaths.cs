namespace ModuleBuild.Cli.Resolution;

/// <summary>The ways from the modules of a workspace to a package.</summary>
/// <param name="Paths">Each way, from a module on; the shortest first.</param>
/// <param name="IsCut">Whether there are more.</param>
internal sealed record LockPaths(IReadOnlyList<IReadOnlyList<SetEdge>> Paths, bool IsCut)
{
    /// <summary>A graph has as many ways as two to its depth; nobody reads more than these.</summary>
    public const int Most = 100;

    private const int MostSteps = 100_000;

    /// <summary>Finds them, depth first towards the package: a shortest way of each module comes first, and no way visits a package twice.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="target">Where they lead.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static LockPaths Find(LockGraph graph, SetNode target, CancellationToken cancellation)
    {
        var distances = Distances(graph, target);
        var modules = graph.Modules.Where(distances.ContainsKey).ToList();

        // Each module has its share, so that one with many ways does not hide the others.
        var share = Math.Max(1, Most / Math.Max(1, modules.Count));
        var found = new List<IReadOnlyList<SetEdge>>();
        var isCut = false;
        foreach (var module in modules)
        {
            var open = new Stack<Step>();
            var (ways, steps) = (0, 0);
            Push(open, graph, module, null, distances);
            while (open.TryPop(out var step))
            {
                cancellation.ThrowIfCancellationRequested();
                if (ways == share || steps++ == MostSteps)
                {
                    isCut = true;
                    break;
                }

                if (ReferenceEquals(step.Edge.To, target))
                {
                    found.Add(step.ToPath());
                    ways++;
                    continue;
                }

                Push(open, graph, step.Edge.To, step, distances);
            }
        }

        return new LockPaths([.. found.OrderBy(path => path.Count)], isCut);
    }

    // The nearest comes out of the stack first; what does not lead to the target does not go in.
    private static void Push(Stack<Step> open, LockGraph graph, SetNode node, Step? before, Dictionary<SetNode, int> distances)
    {
        foreach (var edge in graph.EdgesOf(node).Where(edge => distances.ContainsKey(edge.To)).OrderBy(edge => distances[edge.To]).Reverse())
        {
            if (before is null || !before.Visits(edge.To))
            {
                open.Push(new Step(edge, before));
            }
        }
    }

    private static Dictionary<SetNode, int> Distances(LockGraph graph, SetNode target)
    {
        var askers = graph.Edges.ToLookup(edge => edge.To, edge => edge.From, ReferenceEqualityComparer.Instance);
        var distances = new Dictionary<SetNode, int>(ReferenceEqualityComparer.Instance) { [target] = 0 };
        var open = new Queue<SetNode>([target]);
        while (open.TryDequeue(out var node))
        {
            foreach (var from in askers[node])
            {
                if (distances.TryAdd(from, distances[node] + 1))
                {
                    open.Enqueue(from);
                }
            }
        }

        return distances;
    }

    private sealed record Step(SetEdge Edge, Step? Before)
    {
        public bool Visits(SetNode node)
        {
            for (var at = this; at is not null; at = at.Before)
            {
                if (ReferenceEquals(at.Edge.To, node))
                {
                    return true;
                }
            }

            return false;
        }

        public List<SetEdge> ToPath()
        {
            var path = new List<SetEdge>();
            for (var at = this; at is not null; at = at.Before)
            {
                path.Add(at.Edge);
            }

            path.Reverse();
            return path;
        }
    }
}
