using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Release.Gates;

namespace ModuleBuild.Release.Environments;

/// <summary>What the gates of an environment demand.</summary>
public sealed record GatePolicy
{
    /// <summary>Names of the gates that are asked.</summary>
    public required ImmutableSortedSet<string> On { get; init; }

    /// <summary>How long a set has to be good where it comes from.</summary>
    public TimeSpan Soak { get; init; }

    /// <summary>How many people have to approve.</summary>
    public int Approvals { get; init; }

    /// <summary>The least score of a module, 0 to 100.</summary>
    public int MinimumScore { get; init; }

    /// <summary>What vulnerabilities are let through.</summary>
    public required VulnerabilityRules Vulnerabilities { get; init; }

    /// <summary>What becomes of capabilities that the release before did not have.</summary>
    public NewCapabilities NewCapabilities { get; init; }

    /// <summary>Whether assemblies that nobody could look into are refused.</summary>
    public bool RefusesUnknown { get; init; }

    /// <summary>Capabilities that no module may have, as <c>kind</c> or <c>kind:target</c>.</summary>
    public ImmutableArray<string> Deny { get; init; } = [];

    /// <summary>Migrations that somebody has accepted: <c>id version</c>.</summary>
    public ImmutableArray<string> Acknowledged { get; init; } = [];

    /// <summary>SHA-256 fingerprints of certificates that may have signed, lower-case hexadecimal; empty where any may.</summary>
    public ImmutableArray<string> Certificates { get; init; } = [];

    /// <summary>Which values the file gives, such as <c>soak</c> and <c>vulnerabilities.maximum</c>; all others are the preset's.</summary>
    public ImmutableSortedSet<string> FromFile { get; init; } = Names();

    /// <summary>What a preset demands.</summary>
    /// <param name="level">The preset.</param>
    public static GatePolicy Of(SecurityLevel level) => level switch
    {
        SecurityLevel.Low => new GatePolicy
        {
            On = Names(GateNames.All.Except([GateNames.Soak, GateNames.Approvals, GateNames.Score, GateNames.MalwareScan, GateNames.Sbom, GateNames.Signature, GateNames.Prerelease])),
            Vulnerabilities = new VulnerabilityRules(AdvisorySeverity.High, FailsUnreachable: false),
        },
        SecurityLevel.Medium => new GatePolicy
        {
            On = Names(GateNames.All.Except([GateNames.Soak, GateNames.Approvals, GateNames.MalwareScan, GateNames.Signature, GateNames.Prerelease])),
            MinimumScore = 70,
            Vulnerabilities = new VulnerabilityRules(AdvisorySeverity.Low, FailsUnreachable: false),
        },
        _ => new GatePolicy
        {
            On = Names(GateNames.All),
            Soak = TimeSpan.FromHours(24),
            Approvals = 1,
            MinimumScore = 80,
            Vulnerabilities = new VulnerabilityRules(null, FailsUnreachable: true),
            NewCapabilities = NewCapabilities.Approve,
            RefusesUnknown = true,
        },
    };

    private static ImmutableSortedSet<string> Names(params IEnumerable<string> names) => names.ToImmutableSortedSet(StringComparer.Ordinal);
}
