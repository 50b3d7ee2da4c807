using System.Collections.Immutable;

namespace ModuleBuild.Release.Model;

/// <summary>
/// <c>ledger/&lt;n/1000&gt;/&lt;n&gt;.json</c>: something that happened in an environment. It is in the same commit as the change that it records, and
/// carries the SHA-256 of the entry before it.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>What stands for the entry before the first.</summary>
    public const string NoPrevious = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = StoreFormat.Current;

    /// <summary>From 1 on, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>SHA-256 of the bytes of the entry before, lower-case hexadecimal.</summary>
    public required string Previous { get; init; }

    /// <summary>What happened.</summary>
    public required LedgerEvent Event { get; init; }
}

/// <summary><c>ledger/head.json</c>: the end of the chain.</summary>
/// <param name="Sequence">Number of the last entry; 0 where there is none.</param>
/// <param name="Hash">SHA-256 of its bytes, lower-case hexadecimal.</param>
public sealed record LedgerHead(long Sequence, string Hash)
{
    /// <summary>The head of a ledger without entries.</summary>
    public static LedgerHead Empty { get; } = new(0, LedgerEntry.NoPrevious);
}

/// <summary>What happened, before it has its place in the chain.</summary>
public sealed record LedgerEvent
{
    /// <summary>What kind of event it is.</summary>
    public required LedgerEventKind Kind { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it: who asked for the operation, or the process that worked at it.</summary>
    public required string By { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public string? Why { get; init; }

    /// <summary>Id of the operation.</summary>
    public string? Operation { get; init; }

    /// <summary>What the operation is for.</summary>
    public OperationKind? OperationKind { get; init; }

    /// <summary>True where the operation only brings the set, and does not switch it on; else null.</summary>
    public bool? NoActivate { get; init; }

    /// <summary>True where the operation keeps the data of modules that go; else null.</summary>
    public bool? BackupData { get; init; }

    /// <summary>True where the operation deletes the data of modules that go; else null.</summary>
    public bool? CleanupData { get; init; }

    /// <summary>How it ended; only in the last event of an operation.</summary>
    public OperationOutcome? Outcome { get; init; }

    /// <summary>The release that it is about.</summary>
    public int? Release { get; init; }

    /// <summary>Digest of the set that it is about.</summary>
    public string? Digest { get; init; }

    /// <summary>The environment from which the set comes.</summary>
    public string? From { get; init; }

    /// <summary>The fence of who did it.</summary>
    public long? Fence { get; init; }

    /// <summary>What the gates said.</summary>
    public ImmutableArray<GateAnswer>? Gates { get; init; }

    /// <summary>What became of each module that changed.</summary>
    public ImmutableArray<ModuleChange>? Changes { get; init; }

    /// <summary>Who consented, where that is the event.</summary>
    public Approval? Approval { get; init; }

    /// <summary>The policy that judged.</summary>
    public PolicyReference? Policy { get; init; }
}

/// <summary>What became of a module from one release to the next.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">Version before; null where it was not there.</param>
/// <param name="To">Version after; null where it is gone.</param>
/// <param name="Settings">Whether its settings differ.</param>
public sealed record ModuleChange(string Id, string? From = null, string? To = null, bool Settings = false);
