using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Packages;

/// <summary>How bad a vulnerability is. The numbers are those of NuGet's VulnerabilityInfo resource.</summary>
public enum AdvisorySeverity
{
    /// <summary>Low.</summary>
    Low,

    /// <summary>Moderate.</summary>
    Moderate,

    /// <summary>High.</summary>
    High,

    /// <summary>Critical.</summary>
    Critical,
}

/// <summary>A known vulnerability of a package version.</summary>
/// <param name="Id">For example <c>GHSA-5crp-9r3c-p9vr</c>; an address where the source gives no id.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Url">Where to read about it, or null.</param>
/// <param name="FirstFixed">The first version without it, where that is known.</param>
public sealed record Advisory(string Id, AdvisorySeverity Severity, string? Url = null, NuGetVersion? FirstFixed = null)
{
    /// <summary>Other names of the same vulnerability, such as <c>CVE-2024-21907</c>.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];
}
