namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>
/// The strongly connected components of a graph: two nodes are in one where each leads to the other. R. Tarjan, Depth-first search and
/// linear graph algorithms, 1972; with a stack of its own, because a chain of modules may be longer than the thread's stack is deep.
/// </summary>
internal sealed class StrongComponents
{
    private const int Unseen = -1;

    private readonly int[][] _edges;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly int[] _componentOf;
    private readonly Stack<int> _open = new();
    private int _seen;
    private int _components;

    private StrongComponents(int[][] edges)
    {
        _edges = edges;
        _order = new int[edges.Length];
        _low = new int[edges.Length];
        _componentOf = new int[edges.Length];
        Array.Fill(_order, Unseen);
        Array.Fill(_componentOf, Unseen);
    }

    /// <summary>The number of each node's component.</summary>
    /// <param name="edges">For each node the nodes to which it leads.</param>
    public static int[] Find(int[][] edges)
    {
        var search = new StrongComponents(edges);
        for (var node = 0; node < edges.Length; node++)
        {
            if (search._order[node] == Unseen)
            {
                search.Visit(node);
            }
        }

        return search._componentOf;
    }

    private void Visit(int start)
    {
        var path = new Stack<(int Node, int Next)>();
        Enter(start);
        path.Push((start, 0));
        while (path.TryPop(out var step))
        {
            var (node, next) = step;
            if (next < _edges[node].Length)
            {
                path.Push((node, next + 1));
                var target = _edges[node][next];
                if (_order[target] == Unseen)
                {
                    Enter(target);
                    path.Push((target, 0));
                }
                else if (_componentOf[target] == Unseen)
                {
                    _low[node] = Math.Min(_low[node], _order[target]);
                }

                continue;
            }

            if (_low[node] == _order[node])
            {
                Close(node);
            }

            if (path.TryPeek(out var parent))
            {
                _low[parent.Node] = Math.Min(_low[parent.Node], _low[node]);
            }
        }
    }

    private void Enter(int node)
    {
        _order[node] = _low[node] = _seen++;
        _open.Push(node);
    }

    private void Close(int root)
    {
        int member;
        do
        {
            member = _open.Pop();
            _componentOf[member] = _components;
        }
        while (member != root);

        _components++;
    }
}
