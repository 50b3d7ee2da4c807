using System.Collections.Immutable;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Workspaces;

/// <summary>Puts modules into waves: what is in one needs only what is in the ones before, so that all of it may be done side by side.</summary>
public static class ModuleWaves
{
    /// <summary>Makes the waves.</summary>
    /// <param name="graph">Who needs whom.</param>
    /// <param name="modules">The modules that are to be done; what else they need is there already.</param>
    /// <returns>The fewest waves there can be, each in the order of ids. Modules that need one another share a wave.</returns>
    public static ImmutableArray<ImmutableArray<WorkspaceModule>> Of(ModuleGraph graph, IEnumerable<WorkspaceModule> modules)
    {
        var open = modules.ToDictionary(module => module.Project, PathComparison.Comparer);
        var needs = open.ToDictionary(
            pair => pair.Key,
            pair => graph.ModulesNeededBy(pair.Value).Select(needed => needed.Project).Where(open.ContainsKey).ToHashSet(PathComparison.Comparer),
            PathComparison.Comparer);
        var waves = ImmutableArray.CreateBuilder<ImmutableArray<WorkspaceModule>>();
        while (open.Count > 0)
        {
            var ready = open.Keys.Where(path => needs[path].Count == 0).ToHashSet(PathComparison.Comparer);
            if (ready.Count == 0)
            {
                ready = SmallestCircle(needs);
            }

            waves.Add([.. ready.Select(path => open[path]).OrderBy(module => module.Id, StringComparer.OrdinalIgnoreCase).ThenBy(module => module.Project, StringComparer.Ordinal)]);
            foreach (var path in ready)
            {
                open.Remove(path);
                needs.Remove(path);
            }

            foreach (var rest in needs.Values)
            {
                rest.ExceptWith(ready);
            }
        }

        return waves.DrainToImmutable();
    }

    // All that is left waits for something that is left. Who reaches the fewest reaches nobody but who reaches it: a circle that needs no other.
    private static HashSet<string> SmallestCircle(Dictionary<string, HashSet<string>> needs) =>
        needs.Keys.Order(StringComparer.Ordinal).Select(path => Reached(path, needs)).MinBy(reached => reached.Count)!;

    private static HashSet<string> Reached(string start, Dictionary<string, HashSet<string>> needs)
    {
        var reached = new HashSet<string>(PathComparison.Comparer);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var path))
        {
            if (reached.Add(path))
            {
                foreach (var next in needs[path])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }
}
