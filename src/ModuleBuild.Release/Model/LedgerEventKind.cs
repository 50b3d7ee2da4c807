namespace ModuleBuild.Release.Model;

/// <summary>Kinds of events in a ledger.</summary>
public enum LedgerEventKind
{
    /// <summary>The environment was made.</summary>
    Created,

    /// <summary>An operation was asked for.</summary>
    Began,

    /// <summary>A process took the operation on, or over.</summary>
    Claimed,

    /// <summary>A gate said: not yet.</summary>
    Waiting,

    /// <summary>Somebody consented.</summary>
    Approved,

    /// <summary>All gates passed, or were overridden; the release has its number.</summary>
    Accepted,

    /// <summary>The deployer was given the set.</summary>
    Applied,

    /// <summary>The set was found to be well; something is left to be done before the operation ends.</summary>
    Verified,

    /// <summary>The set was found to be bad, and is quarantined.</summary>
    Failed,

    /// <summary>The deployer was given the last known good set again.</summary>
    Reverted,

    /// <summary>The operation ended, see its outcome.</summary>
    Closed,

    /// <summary>A person lifted a quarantine.</summary>
    QuarantineLifted,

    /// <summary>The files were brought to a newer format.</summary>
    Migrated,
}
