using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Compatibility;
using NuGet.Versioning;

namespace ModuleBuild.Release.Versions;

/// <summary>What the evidence of a package says that people want to know of a release.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Version.</param>
public sealed record ReleasedEvidence(string Id, NuGetVersion Version)
{
    /// <summary>Its changelog; null where it carries none.</summary>
    public Changelog? Changelog { get; init; }

    /// <summary>What it can do; null where nobody looked.</summary>
    public CapabilityReport? Capabilities { get; init; }

    /// <summary>What was compared; null where nothing was.</summary>
    public CompatibilityReport? Compatibility { get; init; }

    /// <summary>Versions of all that runs with it, by name, from its SBOM; null where it carries none.</summary>
    public ImmutableSortedDictionary<string, string>? Components { get; init; }
}
