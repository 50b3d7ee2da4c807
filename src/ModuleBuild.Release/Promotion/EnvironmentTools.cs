using System.Collections.Immutable;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>What an environment's policy chose.</summary>
/// <param name="Gates">What is asked before a set may run there, in the order in which it is shown.</param>
/// <param name="Deployer">Brings sets there.</param>
/// <param name="Probe">Asks what runs there; null where nobody is to be asked.</param>
/// <param name="Lease">For how long a process may be silent before another takes over.</param>
public sealed record EnvironmentTools(ImmutableArray<IGate> Gates, IDeployer Deployer, IHealthProbe? Probe, TimeSpan Lease)
{
    /// <summary>Which policy that is; null where it is the one with which operations began.</summary>
    public PolicyReference? Policy { get; init; }

    /// <summary>Whether the process of an owner is known to have ended, so that nobody has to look on; without it nothing is known.</summary>
    public Func<string, bool> IsGone { get; init; } = _ => false;

    /// <summary>Names of the gates whose failure somebody may answer for.</summary>
    public ImmutableArray<string> Overridable { get; init; } = [];

    /// <summary>Who knows what sets migrate for good; null where nobody is to be asked: then every way back is free.</summary>
    public IMigrations? Migrations { get; init; }

    /// <summary>Keeps and deletes what modules stored; null where the deployer does not know where that is.</summary>
    public IModuleData? Data { get; init; }

    /// <summary>How long bringing a set may take where that is more than its step has by itself; null where it is not.</summary>
    public TimeSpan? DeployTimeout { get; init; }
}
