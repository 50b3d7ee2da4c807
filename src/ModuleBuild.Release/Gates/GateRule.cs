using System.Collections.Immutable;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>A kind of gate: a row of <see cref="GateTable"/>.</summary>
/// <param name="Name">Its name, of <see cref="GateNames"/>.</param>
/// <param name="Asks">What it asks, as a sentence.</param>
/// <param name="AskedFor">The operations for which it is asked.</param>
/// <param name="Create">Makes the gate.</param>
public sealed record GateRule(string Name, string Asks, ImmutableArray<OperationKind> AskedFor, Func<GateContext, IGate> Create);

/// <summary>What gates are made from.</summary>
/// <param name="Policy">The policy of the environment.</param>
/// <param name="Ports">What they ask besides the store.</param>
public sealed record GateContext(EnvironmentPolicy Policy, GatePorts Ports)
{
    /// <summary>The evidence of modules, read once for all of them.</summary>
    public EvidenceCollection Evidence => Ports.Evidence;

    /// <summary>What the gates demand.</summary>
    public GatePolicy Gates => Policy.Gates;

    /// <summary>Who approved.</summary>
    internal ApprovalCount Approvals => new(Ports.Approvals, Policy.Signers);
}
