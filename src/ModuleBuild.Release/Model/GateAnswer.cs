namespace ModuleBuild.Release.Model;

/// <summary>What a gate says of a set.</summary>
/// <param name="Gate">Name of the gate.</param>
/// <param name="Verdict">Pass, fail or wait.</param>
/// <param name="Reason">Why, as a sentence; said of passes too, with what was looked at.</param>
/// <param name="Remedy">What can be done, as a sentence; null where nothing has to be.</param>
/// <param name="Until">When a gate that waits may be asked again, UTC; null where that depends on a person.</param>
/// <param name="Override">Who overrode a failure, and why; null where nobody did.</param>
public sealed record GateAnswer(
    string Gate, GateVerdict Verdict, string Reason, string? Remedy = null, DateTimeOffset? Until = null, GateOverride? Override = null);

/// <summary>Which way a gate decided.</summary>
public enum GateVerdict
{
    /// <summary>The set may go on.</summary>
    Pass,

    /// <summary>Not yet.</summary>
    Wait,

    /// <summary>It may not.</summary>
    Fail,
}

/// <summary>Breaking the glass: a gate's failure that somebody answers for.</summary>
/// <param name="Gate">Name of the gate.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, UTC.</param>
public sealed record GateOverride(string Gate, string By, string Reason, DateTimeOffset At);

/// <summary>Somebody's consent to an operation.</summary>
/// <param name="By">The identity that the signature proves.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Signature">The signature over <c>Approvals.Statement</c>, armored SSH signature.</param>
public sealed record Approval(string By, DateTimeOffset At, string Signature);
