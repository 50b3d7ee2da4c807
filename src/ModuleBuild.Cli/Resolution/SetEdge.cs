using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Cli.Resolution;

/// <summary>A node of the graph of a lock: a module of the workspace, a package of the set, or one that is only mentioned.</summary>
/// <param name="Name">The id; of a module of the workspace its folder.</param>
/// <param name="Package">The version that is locked; null for a module of the workspace and for what is not in the set.</param>
/// <param name="IsModule">Whether it is a module of the workspace.</param>
internal sealed record SetNode(string Name, PackageFacts? Package, bool IsModule)
{
    /// <summary>Name, and version where there is one.</summary>
    public override string ToString() => Package?.ToString() ?? Name;
}

/// <summary>Somebody asks for something.</summary>
/// <param name="From">Who asks.</param>
/// <param name="To">What for.</param>
/// <param name="Range">Versions that will do, as written.</param>
/// <param name="Kind">How badly.</param>
internal sealed record SetEdge(SetNode From, SetNode To, string Range, DependencyKind Kind)
{
    /// <summary>Kind and presence, where they are worth a word: <c>optional, not in the set</c>.</summary>
    public string Remark => string.Join(", ", new[]
    {
        Kind switch { DependencyKind.Optional => "optional", DependencyKind.Peer => "peer", _ => null },
        To.Package is null ? "not in the set" : null,
    }.OfType<string>());

    /// <summary>The word of the kind, as manifests write it.</summary>
    public string KindWord => Kind switch { DependencyKind.Optional => "optional", DependencyKind.Peer => "peer", _ => "required" };
}
