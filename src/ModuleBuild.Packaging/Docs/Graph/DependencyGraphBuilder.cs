using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Packaging.Docs.Graph;

/// <summary>
/// Makes the dependency graph of a module. A graph too large to read collapses: each direct dependency says how many libraries it
/// brings, and what is still too much becomes one node that counts the rest.
/// </summary>
internal sealed class DependencyGraphBuilder
{
    // Drawn on a page of GitHub's width, names of the usual length are small at this size and unreadable beyond it.
    private const int ReadableNodes = 24;
    private const int ReadableEdges = 36;

    private readonly ModuleManifest _manifest;
    private readonly MergedClosure _closure;
    private readonly bool _collapsed;
    private readonly List<Node> _nodes = [];
    private readonly List<Edge> _edges = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    private DependencyGraphBuilder(ModuleManifest manifest, MergedClosure closure, bool collapsed)
    {
        _manifest = manifest;
        _closure = closure;
        _collapsed = collapsed;
    }

    /// <summary>The graph; null where the module names nothing that it needs, not even a host.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="closure">What ships with the module.</param>
    public static DependencyGraph? Build(ModuleManifest manifest, MergedClosure closure)
    {
        if (manifest.Host.IsEmpty && manifest.Dependencies.IsEmpty && manifest.Conflicts.IsEmpty && closure.Libraries.IsEmpty)
        {
            return null;
        }

        var whole = new DependencyGraphBuilder(manifest, closure, collapsed: false).Build();
        if (whole.Nodes.Length <= ReadableNodes)
        {
            // What the module itself names is always drawn.
            var module = whole.Nodes[0].Name;
            var edges = TransitiveReduction.Of(whole.Edges, edge => edge.From != module);
            if (edges.Length <= ReadableEdges)
            {
                return whole with { Edges = edges };
            }
        }

        return new DependencyGraphBuilder(manifest, closure, collapsed: true).Build();
    }

    private DependencyGraph Build()
    {
        var module = Add("m", NodeKind.Module, _manifest.Id ?? _manifest.Name, _manifest.Id ?? _manifest.Name);
        Connect(module, "h", NodeKind.Host, 4, _manifest.Host, host => (host.Id, $"{host.Id} {host.Range}", EdgeKind.Host));
        Connect(module, "d", NodeKind.Dependency, 16, _manifest.Dependencies,
            dependency => (dependency.Id, $"{dependency.Id} {dependency.Range}{Brings(dependency.Id)}", EdgeOf(dependency.Kind)));
        Connect(module, "c", NodeKind.Conflict, 4, _manifest.Conflicts,
            conflict => (conflict.Id, $"{conflict.Id} {conflict.Range}", EdgeKind.Conflict));

        var packages = _closure.Libraries.Where(library => !_names.ContainsKey(library.Id) && (library.IsDirect || !_collapsed));
        Connect(module, "p", NodeKind.Package, 10, [.. packages],
            library => (library.Id, library.Id + Frameworks(library) + Brings(library.Id), library.IsDirect ? EdgeKind.Required : null));
        if (!_collapsed)
        {
            ConnectLibraries();
        }

        return new DependencyGraph([.. _nodes], [.. _edges]);
    }

    private void Connect<T>(
        string module, string letter, NodeKind kind, int most, ImmutableArray<T> items, Func<T, (string Id, string Label, EdgeKind? Edge)> describe)
    {
        // One over the limit is shown: a node that says "1 more" would take the same place.
        var shown = !_collapsed || items.Length <= most + 1 ? items.Length : most;
        foreach (var (id, label, edge) in items.Take(shown).Select(describe))
        {
            var name = Add(letter, kind, id, label);
            if (edge is { } known)
            {
                _edges.Add(new Edge(module, name, known));
            }
        }

        if (shown < items.Length)
        {
            var rest = items.Skip(shown).Select(describe).ToList();
            var more = new Node(letter + "more", kind, FormattableString.Invariant($"{rest.Count} more"));
            rest.ForEach(item => _names.TryAdd(item.Id, more.Name));
            _nodes.Add(more);
            _edges.Add(new Edge(module, more.Name, kind switch
            {
                NodeKind.Host => EdgeKind.Host,
                NodeKind.Conflict => EdgeKind.Conflict,
                _ => EdgeKind.Required,
            }));
        }
    }

    private void ConnectLibraries()
    {
        foreach (var library in _closure.Libraries)
        {
            foreach (var dependency in library.Dependencies.Where(_names.ContainsKey))
            {
                _edges.Add(new Edge(_names[library.Id], _names[dependency], EdgeKind.Required));
            }
        }
    }

    private string Add(string letter, NodeKind kind, string id, string label)
    {
        var name = FormattableString.Invariant($"{letter}{_nodes.Count(node => node.Kind == kind)}");
        _nodes.Add(new Node(name, kind, label));
        _names.TryAdd(id, name);
        return name;
    }

    private string Brings(string id) =>
        _collapsed && _closure.CountBroughtBy(id) is > 0 and var count ? FormattableString.Invariant($" (brings {count})") : string.Empty;

    private static string Frameworks(MergedLibrary library) =>
        library.TargetFrameworks.IsEmpty ? string.Empty : $" ({string.Join(", ", library.TargetFrameworks)})";

    private static EdgeKind EdgeOf(DependencyKind kind) => kind switch
    {
        DependencyKind.Optional => EdgeKind.Optional,
        DependencyKind.Peer => EdgeKind.Peer,
        _ => EdgeKind.Required,
    };
}
