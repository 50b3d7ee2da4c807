using System.Collections.Immutable;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Workspaces;

/// <summary>Who needs whom in a workspace: projects by their references, and modules by their manifests as well.</summary>
public sealed class ModuleGraph
{
    private readonly Dictionary<string, WorkspaceProject> _projects;
    private readonly Dictionary<string, ImmutableArray<string>> _needs = new(PathComparison.Comparer);
    private readonly Dictionary<string, WorkspaceModule> _modulesByProject = new(PathComparison.Comparer);

    /// <summary>Makes the graph.</summary>
    /// <param name="projects">All projects; a path counts once.</param>
    /// <param name="modules">The modules among them, in any order.</param>
    public ModuleGraph(IEnumerable<WorkspaceProject> projects, IEnumerable<WorkspaceModule> modules)
    {
        _projects = projects.DistinctBy(project => project.Path, PathComparison.Comparer).ToDictionary(project => project.Path, PathComparison.Comparer);
        Projects = [.. _projects.Values.OrderBy(project => project.Path, StringComparer.Ordinal)];
        Modules = [.. modules.OrderBy(module => module.Id, StringComparer.OrdinalIgnoreCase).ThenBy(module => module.Project, StringComparer.Ordinal)];
        foreach (var module in Modules)
        {
            _modulesByProject.TryAdd(module.Project, module);
        }

        var byName = Projects.ToLookup(project => Path.GetFileName(project.Path), PathComparison.Comparer);
        var byId = Modules.ToLookup(module => module.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var project in Projects)
        {
            var referenced = project.References.SelectMany(mention => Find(mention, byName));
            var asked = ModuleOf(project.Path) is { } module ? module.Dependencies.SelectMany(id => byId[id]).Select(needed => needed.Project) : [];
            _needs[project.Path] = [.. referenced.Concat(asked).Where(path => path != project.Path).Distinct(PathComparison.Comparer).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>All projects, in the ordinal order of their paths.</summary>
    public ImmutableArray<WorkspaceProject> Projects { get; }

    /// <summary>All modules, in the order of their ids.</summary>
    public ImmutableArray<WorkspaceModule> Modules { get; }

    /// <summary>The module whose project this is, or null.</summary>
    /// <param name="project">Path of a project.</param>
    public WorkspaceModule? ModuleOf(string project) => _modulesByProject.GetValueOrDefault(project);

    /// <summary>Paths of the projects that a project needs itself, in ordinal order.</summary>
    /// <param name="project">Its path.</param>
    public ImmutableArray<string> NeedsOf(string project) => _needs.GetValueOrDefault(project, []);

    /// <summary>The modules that a module needs, itself or through projects that are no modules; in the order of ids.</summary>
    /// <param name="module">The module.</param>
    public ImmutableArray<WorkspaceModule> ModulesNeededBy(WorkspaceModule module)
    {
        var seen = new HashSet<string>(PathComparison.Comparer) { module.Project };
        var found = new List<WorkspaceModule>();
        var open = new Stack<string>(NeedsOf(module.Project));
        while (open.TryPop(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            if (ModuleOf(path) is { } needed)
            {
                found.Add(needed);
                continue;
            }

            foreach (var next in NeedsOf(path))
            {
                open.Push(next);
            }
        }

        return [.. found.OrderBy(needed => needed.Id, StringComparer.OrdinalIgnoreCase)];
    }

    private IEnumerable<string> Find(PathMention mention, ILookup<string, WorkspaceProject> byName) =>
        mention.File is { } file ? _projects.TryGetValue(file, out var project) ? [project.Path] : []
        : mention.Name is { } name ? byName[name].Select(candidate => candidate.Path).Where(mention.Matches)
        : Projects.Select(candidate => candidate.Path).Where(mention.Matches);
}
