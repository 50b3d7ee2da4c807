using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Explaining;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// What versions of a package ask of another one, as the pair of sets that must not hold together. Versions that ask for the same share
/// one constraint, so that one incompatibility rules them all out.
/// </summary>
internal sealed class Constraint(int number, UniversePackage depender, ConstraintKind kind, string targetId, WrittenRange range) : Fact
{
    /// <summary>Its number in the universe.</summary>
    public int Number => number;

    /// <summary>Who asks.</summary>
    public UniversePackage Depender => depender;

    /// <summary>Which of its versions ask.</summary>
    public ulong[] DependerVersions { get; } = new ulong[depender.Full.Length];

    /// <summary>How it asks.</summary>
    public ConstraintKind Relation => kind;

    /// <summary>Id of the package that it asks for.</summary>
    public string TargetId => targetId;

    /// <summary>The package that it asks for; null where nobody knows it.</summary>
    public UniversePackage? Target { get; init; }

    /// <summary>What the target must not be; empty where there is no target.</summary>
    public ulong[] Forbidden { get; init; } = [];

    /// <summary>The range as it was written, or the override that counts instead.</summary>
    public WrittenRange Range => range;

    /// <summary>The reason of the override that counts instead of what the package says, or null.</summary>
    public string? Override { get; init; }

    /// <summary>Whether the range makes pre-releases of the target eligible.</summary>
    public bool OptsIn { get; init; }

    /// <summary>Whether it can ever be broken; one that cannot may still make pre-releases eligible.</summary>
    public bool CanBeBroken =>
        Target is null ? Relation is ConstraintKind.Required or ConstraintKind.Peer : !VersionBits.IsEmpty(Forbidden);

    /// <inheritdoc/>
    public override string Kind => Relation switch
    {
        ConstraintKind.Required => "dependency",
        ConstraintKind.Optional => "optional",
        ConstraintKind.Peer => "peer",
        ConstraintKind.Conflict => "conflict",
        _ => "host",
    };

    /// <inheritdoc/>
    public override ImmutableArray<string> Packages => [Depender.Id, TargetId];

    /// <inheritdoc/>
    public override string Tell()
    {
        var asks = Relation switch
        {
            ConstraintKind.Required => $"needs {TargetId} {VersionText.Of(Range)}",
            ConstraintKind.Optional => $"works with {TargetId} only where it is {VersionText.Of(Range)}",
            ConstraintKind.Peer => $"needs {TargetId} {VersionText.Of(Range)} as a peer, which somebody else must bring",
            ConstraintKind.Conflict => $"conflicts with {TargetId} {VersionText.Of(Range)}",
            _ => $"requires host {TargetId} {VersionText.Of(Range)}{(Target is { Versions: [var only] } ? $"; this host is {only.Version.ToNormalizedString()}" : string.Empty)}",
        };
        var none = Relation is ConstraintKind.Required or ConstraintKind.Peer && (Target is null || VersionBits.IsSubset(Target.Present, Forbidden))
            ? $", but {VersionText.NoneOf(Target, TargetId)}"
            : string.Empty;
        var replaced = Override is null ? string.Empty : $" (an override: {Override})";
        return $"{VersionText.Of(Depender, DependerVersions)} {asks}{replaced}{none}";
    }
}

/// <summary>How one package asks of another.</summary>
internal enum ConstraintKind
{
    /// <summary>It must be in the set, within the range; it is brought in.</summary>
    Required,

    /// <summary>Where it is in the set, it must be within the range.</summary>
    Optional,

    /// <summary>It must be in the set, within the range; somebody else must bring it in.</summary>
    Peer,

    /// <summary>It must not be in the set within the range.</summary>
    Conflict,

    /// <summary>The host must be within the range.</summary>
    Host,
}
