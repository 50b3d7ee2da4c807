using System.Collections.Immutable;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Evidence;

namespace ModuleBuild.Release.Gates;

/// <summary>What gates ask besides the store.</summary>
public sealed record GatePorts
{
    /// <summary>The packages of modules.</summary>
    public required IModulePackages Packages { get; init; }

    /// <summary>The evidence in them, read once for all that ask.</summary>
    public EvidenceCollection Evidence => field ??= new EvidenceCollection(Packages);

    /// <summary>Who knows vulnerabilities.</summary>
    public ImmutableArray<IAdvisorySource> Advisories { get; init; } = [];

    /// <summary>Checks who signed an approval.</summary>
    public required IApprovalVerifier Approvals { get; init; }

    /// <summary>Compares the modules of a set with one another, member by member; null where nobody does.</summary>
    public ISetCompatibility? SetCompatibility { get; init; }

    /// <summary>Looks into assemblies now, whatever evidence says; null where nobody does.</summary>
    public ICapabilityRecount? Recount { get; init; }

    /// <summary>Section <c>security</c> of <c>modulebuild.json</c>: what it denies and excepts counts here, too.</summary>
    public SecuritySettings Workspace { get; init; } = new();
}
