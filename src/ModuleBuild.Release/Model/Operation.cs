using System.Collections.Immutable;

namespace ModuleBuild.Release.Model;

/// <summary><c>operation.json</c>: the open operation of an environment. There is at most one.</summary>
public sealed record Operation
{
    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = StoreFormat.Current;

    /// <summary>Sixteen hexadecimal digits of the hash over environment, target, base and attempt: who asks for the same joins it.</summary>
    public required string Id { get; init; }

    /// <summary>How many operations the environment saw before.</summary>
    public required long Attempt { get; init; }

    /// <summary>What it is for.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>What has to be done next.</summary>
    public required Phase Phase { get; init; }

    /// <summary>When it came to that, UTC.</summary>
    public required DateTimeOffset PhaseSince { get; init; }

    /// <summary>The environment from which the set comes; null where it comes from elsewhere.</summary>
    public string? From { get; init; }

    /// <summary>The release of that environment, or the one of this environment that is restored.</summary>
    public int? FromRelease { get; init; }

    /// <summary>Digest of the target.</summary>
    public required string Target { get; init; }

    /// <summary>The release that ran when it began; null where there was none.</summary>
    public int? Base { get; init; }

    /// <summary>The number that the target was given; null before its gates have passed.</summary>
    public int? Release { get; init; }

    /// <summary>Who works at it: a name that no two processes share; null where nobody does.</summary>
    public string? Owner { get; init; }

    /// <summary>Raised by every claim: who holds a lower one is late, and may change nothing.</summary>
    public long Fence { get; init; }

    /// <summary>When others may take it over by the clock of its owner, UTC; null where nobody holds it.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>For how long a claim of its owner holds, unless it is renewed; null where nobody holds it.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>Why, in the words of who asked.</summary>
    public string? Why { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The set is deployed but not switched on; it is never verified then.</summary>
    public bool NoActivate { get; init; }

    /// <summary>The data of modules that went are kept when what is left runs well, before they are deleted.</summary>
    public bool BackupData { get; init; }

    /// <summary>The data of modules that went are deleted when what is left runs well.</summary>
    public bool CleanupData { get; init; }

    /// <summary>What its gates said last.</summary>
    public ImmutableArray<GateAnswer> Gates { get; init; } = [];

    /// <summary>Who consented.</summary>
    public ImmutableArray<Approval> Approvals { get; init; } = [];

    /// <summary>Which failures of gates somebody answers for.</summary>
    public ImmutableArray<GateOverride> Overrides { get; init; } = [];

    /// <summary>The policy that judged it.</summary>
    public PolicyReference? Policy { get; init; }

    /// <summary>Why it is on its way back, as a sentence.</summary>
    public string? Failure { get; init; }
}
