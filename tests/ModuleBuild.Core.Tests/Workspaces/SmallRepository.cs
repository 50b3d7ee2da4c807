using System.Collections.Immutable;
using ModuleBuild.Core.Workspaces;

namespace ModuleBuild.Core.Tests.Workspaces;

/// <summary>Projects and modules in memory: <c>A</c> is <c>/repo/src/A/A.csproj</c>.</summary>
internal sealed class SmallRepository
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly List<WorkspaceProject> _projects = [];
    private readonly List<WorkspaceModule> _modules = [];

    public static string PathOf(string file) => Path.GetFullPath("/repo/" + file).Replace('\\', '/');

    public static string ProjectOf(string name) => PathOf($"src/{name}/{name}.csproj");

    /// <summary>A project that is no module.</summary>
    public SmallRepository Library(string name, params string[] mentions)
    {
        var folder = PathOf($"src/{name}");
        var parsed = mentions.Select(text => PathMention.Parse(text, folder, Nothing)).ToList();
        _projects.Add(new WorkspaceProject(
            ProjectOf(name),
            [.. parsed.OfType<PathMention>().Where(mention => mention.Name?.EndsWith(".csproj", StringComparison.Ordinal) == true)],
            [.. parsed.OfType<PathMention>()],
            parsed.Contains(null)));
        return this;
    }

    /// <summary>A module; its mentions are paths of projects and files, its needs ids of modules.</summary>
    public SmallRepository Module(string name, string[]? needs = null, params string[] mentions)
    {
        _modules.Add(new WorkspaceModule(name, ProjectOf(name), [.. needs ?? []]));
        return Library(name, mentions);
    }

    public ModuleGraph Graph() => new(_projects, _modules);

    /// <summary>The waves, as <c>A B | C</c>.</summary>
    public string Waves() => string.Join(" | ", ModuleWaves.Of(Graph(), _modules).Select(wave => string.Join(' ', wave.Select(module => module.Id))));

    /// <summary>Ids of what is affected when files change.</summary>
    public string Affected(params string[] files) =>
        string.Join(' ', ChangeImpact.Of(Graph(), files.Select(PathOf), ImmutableDictionary<string, string>.Empty).Select(affected => affected.Module.Id));
}
