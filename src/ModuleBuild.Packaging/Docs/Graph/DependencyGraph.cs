using System.Collections.Immutable;

namespace ModuleBuild.Packaging.Docs.Graph;

/// <summary>What a node stands for.</summary>
internal enum NodeKind
{
    /// <summary>The module itself.</summary>
    Module,

    /// <summary>A host on which it runs.</summary>
    Host,

    /// <summary>A module that it depends on.</summary>
    Dependency,

    /// <summary>A module that it cannot live with.</summary>
    Conflict,

    /// <summary>A package or project that ships with it.</summary>
    Package,
}

/// <summary>What an edge says.</summary>
internal enum EdgeKind
{
    /// <summary>Needs it.</summary>
    Required,

    /// <summary>Uses it where it is present.</summary>
    Optional,

    /// <summary>Needs it, and somebody else must bring it.</summary>
    Peer,

    /// <summary>Must not be in the same set.</summary>
    Conflict,

    /// <summary>Runs on it.</summary>
    Host,
}

/// <summary>A node.</summary>
/// <param name="Name">A letter and a number, unique in the graph; never text of a manifest.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Label">What it shows: any text.</param>
internal sealed record Node(string Name, NodeKind Kind, string Label);

/// <summary>An edge.</summary>
/// <param name="From">Name of a node.</param>
/// <param name="To">Name of a node.</param>
/// <param name="Kind">What it says.</param>
internal sealed record Edge(string From, string To, EdgeKind Kind);

/// <summary>What a module needs, as nodes and edges.</summary>
/// <param name="Nodes">The module first.</param>
/// <param name="Edges">In the order in which they are drawn.</param>
internal sealed record DependencyGraph(ImmutableArray<Node> Nodes, ImmutableArray<Edge> Edges);
