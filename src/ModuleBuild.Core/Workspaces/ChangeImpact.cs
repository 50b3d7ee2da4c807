using System.Collections.Immutable;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Workspaces;

/// <summary>A module that a change affects.</summary>
/// <param name="Module">The module.</param>
/// <param name="Because">The nearest reason: a changed file, or the project that is affected itself.</param>
public sealed record AffectedModule(WorkspaceModule Module, string Because);

/// <summary>Finds the modules that a change can affect: whose files changed, and who needs those.</summary>
public static class ChangeImpact
{
    // What MSBuild, NuGet, the compiler or ModuleBuild look for in the folders above a project.
    private static readonly HashSet<string> FoundFromBelow = new(StringComparer.OrdinalIgnoreCase)
    {
        "Directory.Build.props", "Directory.Build.targets", "Directory.Build.rsp", "Directory.Packages.props", "MSBuild.rsp", "global.json", "nuget.config",
        ".editorconfig", ".globalconfig", Workspace.FileName, "module.lock.props", "modulebuild.baseline.json",
    };

    // Files that projects import or hand on. Where nobody says who does, everybody might.
    private static readonly HashSet<string> Imported = new(StringComparer.OrdinalIgnoreCase) { ".props", ".targets", ".tasks", ".ruleset", ".globalconfig", ".snk", ".rsp" };

    /// <summary>Finds them.</summary>
    /// <param name="graph">Who needs whom.</param>
    /// <param name="changed">Absolute paths of what changed, came or went, with <c>/</c>.</param>
    /// <param name="known">Projects that are known to be affected, with the reason; those that need them are affected as well.</param>
    /// <returns>In the order of ids.</returns>
    public static ImmutableArray<AffectedModule> Of(ModuleGraph graph, IEnumerable<string> changed, IReadOnlyDictionary<string, string> known)
    {
        var owners = new FileOwners(graph.Projects);
        var reasons = new Dictionary<string, string>(known, PathComparison.Comparer);
        var open = new Queue<string>(known.Keys.Order(StringComparer.Ordinal));
        foreach (var file in changed.Order(StringComparer.Ordinal))
        {
            foreach (var project in TouchedBy(graph, owners, file).Where(project => reasons.TryAdd(project, file)))
            {
                open.Enqueue(project);
            }
        }

        var needers = graph.Projects
            .SelectMany(project => graph.NeedsOf(project.Path).Select(needed => (needed, project.Path)))
            .ToLookup(pair => pair.needed, pair => pair.Path, PathComparison.Comparer);
        while (open.TryDequeue(out var path))
        {
            foreach (var needer in needers[path].Where(needer => reasons.TryAdd(needer, path)))
            {
                open.Enqueue(needer);
            }
        }

        return [.. graph.Modules.Where(module => reasons.ContainsKey(module.Project)).Select(module => new AffectedModule(module, reasons[module.Project]))];
    }

    private static IEnumerable<string> TouchedBy(ModuleGraph graph, FileOwners owners, string file)
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        if (FoundFromBelow.Contains(name))
        {
            var folder = file[..^name.Length];
            return Paths(graph.Projects.Where(project => project.Path.StartsWith(folder, PathComparison.Comparison))).Concat(owners.Naming(file));
        }

        var near = owners.Above(file);
        var named = owners.Naming(file);
        return !near.IsEmpty ? near.Concat(named)
            : !named.IsEmpty || !Imported.Contains(Path.GetExtension(name)) ? named.Concat(Paths(graph.Projects.Where(project => project.IsOpen)))
            : Paths(graph.Projects);
    }

    private static IEnumerable<string> Paths(IEnumerable<WorkspaceProject> projects) => projects.Select(project => project.Path);
}
