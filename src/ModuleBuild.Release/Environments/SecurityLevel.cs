using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Release.Environments;

/// <summary>A preset of gates; the table of docs/environments.md.</summary>
public enum SecurityLevel
{
    /// <summary>Where people try things out.</summary>
    Low,

    /// <summary>Where others rely on it.</summary>
    Medium,

    /// <summary>What was not looked at does not come in.</summary>
    High,
}

/// <summary>What becomes of capabilities that the release before did not have.</summary>
public enum NewCapabilities
{
    /// <summary>They are told.</summary>
    Allow,

    /// <summary>Somebody has to approve.</summary>
    Approve,

    /// <summary>They are refused.</summary>
    Fail,
}

/// <summary>A known vulnerability that is borne for a while.</summary>
/// <param name="Subject">Id or alias of the advisory, or a package's id.</param>
/// <param name="Reason">Why.</param>
/// <param name="Expires">The last day on which it counts.</param>
public sealed record VulnerabilityException(string Subject, string Reason, DateOnly Expires);

/// <summary>What gate <c>vulnerabilities</c> demands.</summary>
/// <param name="Maximum">The worst that is let through; null where none is.</param>
/// <param name="FailsUnreachable">Whether a source that does not answer fails the gate; otherwise that is told.</param>
public sealed record VulnerabilityRules(AdvisorySeverity? Maximum, bool FailsUnreachable)
{
    /// <summary>What is borne for a while.</summary>
    public System.Collections.Immutable.ImmutableArray<VulnerabilityException> Exceptions { get; init; } = [];
}
