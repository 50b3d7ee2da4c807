using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Policy;

/// <summary>Section <c>security</c> of <c>modulebuild.json</c>; see <c>docs/policy.md</c>. Builds and promotion gates read it alike.</summary>
public sealed record SecuritySettings
{
    /// <summary>The least score with which a module passes, 0 to 100.</summary>
    public int MinimumScore { get; init; } = 70;

    /// <summary>Severities that count instead of those of the catalogue, by code; null switches a code off.</summary>
    public ImmutableSortedDictionary<string, Severity?> Severities { get; init; } =
        ImmutableSortedDictionary.Create<string, Severity?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Capabilities that no module may have, as <c>kind</c> or <c>kind:target</c>, whatever its manifest declares.</summary>
    public ImmutableArray<string> Deny { get; init; } = [];

    /// <summary>Capabilities that must be declared although their kind does not gate by itself, and the other way round with <c>false</c>.</summary>
    public ImmutableSortedDictionary<string, bool> Gates { get; init; } =
        ImmutableSortedDictionary.Create<string, bool>(StringComparer.Ordinal);

    /// <summary>Findings that are accepted for a while, in the order of the file.</summary>
    public ImmutableArray<PolicyException> Exceptions { get; init; } = [];

    /// <summary>Where advisories come from besides the package sources: OSV files and folders, absolute paths.</summary>
    public ImmutableArray<string> Advisories { get; init; } = [];

    /// <summary>Whether a build fails (or only warns) where advisories cannot be had.</summary>
    public bool FailsWithoutAdvisories { get; init; }

    /// <summary>The least severity of an advisory that is an error; lesser ones are warnings.</summary>
    public AdvisoryThreshold AdvisoryThreshold { get; init; } = AdvisoryThreshold.Moderate;

    /// <summary>Where ClamAV's daemon listens: <c>host:port</c>, or the path of its socket; null where none is configured.</summary>
    public string? Clamd { get; init; }

    /// <summary>Whether a package that could not be scanned is refused.</summary>
    public bool RequiresMalwareScan { get; init; }
}

/// <summary>From which severity on an advisory is an error.</summary>
public enum AdvisoryThreshold
{
    /// <summary>Every advisory.</summary>
    Low,

    /// <summary>Moderate and worse.</summary>
    Moderate,

    /// <summary>High and worse.</summary>
    High,

    /// <summary>Critical ones alone.</summary>
    Critical,
}

/// <summary>A finding that is accepted until a day.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Subject">What it is about: a package id, an advisory's id, a capability, a file; <c>*</c> at the end stands for any ending.</param>
/// <param name="Reason">Why; demanded.</param>
/// <param name="Expires">The last day on which it counts; demanded.</param>
/// <param name="Location">Where it is written.</param>
public sealed record PolicyException(string Code, string Subject, string Reason, DateOnly Expires, SourceLocation Location);
