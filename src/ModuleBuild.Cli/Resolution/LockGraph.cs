using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Cli.Resolution;

/// <summary>Who asks for whom in a lock. Everything is in the lock's own order, so that the same lock gives the same graph.</summary>
internal sealed class LockGraph
{
    private readonly Dictionary<SetNode, List<SetEdge>> _edges = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, SetNode> _packages = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="lockFile">The lock.</param>
    public LockGraph(LockFile lockFile)
    {
        foreach (var package in lockFile.Packages)
        {
            _packages.TryAdd(package.Id, new SetNode(package.Id, package, IsModule: false));
        }

        Packages = [.. _packages.Values];
        Modules = [.. lockFile.Modules.Keys.Select(folder => new SetNode(folder, null, IsModule: true))];
        foreach (var module in Modules)
        {
            Connect(module, lockFile.Modules[module.Name].Dependencies);
        }

        foreach (var package in Packages)
        {
            Connect(package, package.Package!.Dependencies);
        }
    }

    /// <summary>Modules of the workspace, in the order of folders.</summary>
    public IReadOnlyList<SetNode> Modules { get; }

    /// <summary>Packages of the set, in the order of ids.</summary>
    public IReadOnlyList<SetNode> Packages { get; }

    /// <summary>Everything that somebody asks for, in the order of who asks.</summary>
    public IEnumerable<SetEdge> Edges => Modules.Concat(Packages).SelectMany(EdgesOf);

    /// <summary>What a node asks for, in the order of ids.</summary>
    /// <param name="node">The node.</param>
    public IReadOnlyList<SetEdge> EdgesOf(SetNode node) => _edges.TryGetValue(node, out var edges) ? edges : [];

    /// <summary>The package of the set with this id, or null.</summary>
    /// <param name="id">Its id, in any case.</param>
    public SetNode? Find(string id) => _packages.GetValueOrDefault(id) is { Package: not null } found ? found : null;

    private void Connect(SetNode from, IEnumerable<PackageDependency> dependencies) => _edges.Add(from,
    [
        .. dependencies.OrderBy(dependency => dependency.Id, StringComparer.OrdinalIgnoreCase)
            .Select(dependency => new SetEdge(from, NodeOf(dependency.Id), dependency.Range.Text, dependency.Kind)),
    ]);

    // An optional dependency, or a peer of an optional one, need not be in the set.
    private SetNode NodeOf(string id)
    {
        if (!_packages.TryGetValue(id, out var node))
        {
            _packages.Add(id, node = new SetNode(id, null, IsModule: false));
        }

        return node;
    }
}
