namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>Modules as numbers in the order of their ids, and which of them need which.</summary>
internal sealed class NeedGraph
{
    private readonly ModuleNeeds[] _modules;
    private readonly int[][] _edges;

    /// <param name="modules">Each id once, in the order of ids.</param>
    public NeedGraph(ModuleNeeds[] modules)
    {
        _modules = modules;
        var numbers = modules.Select((module, number) => (module.Id, number))
            .ToDictionary(pair => pair.Id, pair => pair.number, StringComparer.OrdinalIgnoreCase);
        _edges =
        [
            .. modules.Select((module, number) => module.Needs
                .Where(need => numbers.ContainsKey(need.Id))
                .Where(need => numbers[need.Id] != number || need.Location is null) // MB0028 tells a manifest that names itself
                .Select(need => numbers[need.Id]).Distinct().Order().ToArray()),
        ];
    }

    public string IdOf(int module) => _modules[module].Id;

    /// <summary>The entry by which one module needs another.</summary>
    public ModuleNeed Need(int from, int to) =>
        _modules[from].Needs.First(need => need.Id.Equals(_modules[to].Id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Circles, each once, which together hold every edge that is on one; at most so many.</summary>
    public IEnumerable<int[]> Cycles(int most)
    {
        var components = StrongComponents.Find(_edges);
        var told = new HashSet<(int From, int To)>();
        var cycles = new List<int[]>();
        for (var from = 0; from < _edges.Length; from++)
        {
            foreach (var to in _edges[from].Where(to => components[to] == components[from]))
            {
                if (cycles.Count < most && !told.Contains((from, to)))
                {
                    var cycle = ShortestWay(to, from, components);
                    cycles.Add(cycle);
                    told.UnionWith(cycle.Select((node, i) => (node, cycle[(i + 1) % cycle.Length])));
                }
            }
        }

        return cycles;
    }

    /// <summary>The shortest way between two nodes of one component, both ends included; among equals the one with the first ids.</summary>
    private int[] ShortestWay(int from, int to, int[] components)
    {
        var cameFrom = new Dictionary<int, int> { [from] = from };
        var pending = new Queue<int>([from]);
        while (!cameFrom.ContainsKey(to))
        {
            var node = pending.Dequeue();
            foreach (var next in _edges[node])
            {
                if (components[next] == components[from] && cameFrom.TryAdd(next, node))
                {
                    pending.Enqueue(next);
                }
            }
        }

        var way = new List<int> { to };
        while (way[^1] != from)
        {
            way.Add(cameFrom[way[^1]]);
        }

        way.Reverse();
        return [.. way];
    }
}
