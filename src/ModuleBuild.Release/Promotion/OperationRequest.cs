using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>What somebody asks of an environment.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Target">The whole set that is to run.</param>
/// <param name="By">Who asks.</param>
public sealed record OperationRequest(OperationKind Kind, ModuleSet Target, string By)
{
    /// <summary>Why, in the words of who asks.</summary>
    public string? Why { get; init; }

    /// <summary>The environment from which the set comes.</summary>
    public string? From { get; init; }

    /// <summary>The release of that environment, or the one of this environment that is restored.</summary>
    public int? FromRelease { get; init; }

    /// <summary>
    /// The release over which the set was planned, 0 where none ran; null where the set does not depend on it. Where another runs by now the plan
    /// is out of date: it would take back what came meanwhile.
    /// </summary>
    public int? PlannedOn { get; init; }

    /// <summary>Whether the set is only to be brought, and not switched on.</summary>
    public bool NoActivate { get; init; }

    /// <summary>Whether the data of modules that went are kept when what is left runs well, before they are deleted.</summary>
    public bool BackupData { get; init; }

    /// <summary>Whether the data of modules that went are deleted when what is left runs well.</summary>
    public bool CleanupData { get; init; }

    /// <summary>Failures of gates that somebody answers for.</summary>
    public ImmutableArray<GateOverride> Overrides { get; init; } = [];

    /// <summary>The policy that will judge.</summary>
    public PolicyReference? Policy { get; init; }
}
