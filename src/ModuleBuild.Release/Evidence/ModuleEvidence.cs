using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Evidence;

/// <summary>What the package of a module proves about itself: read from its bytes, which are those of the set, each file with the hash that the index says.</summary>
/// <param name="Module">The module of the set.</param>
/// <param name="Package">Its package.</param>
/// <param name="Manifest">Its manifest.</param>
public sealed record ModuleEvidence(ReleasedModule Module, ModulePackage Package, ModuleManifest Manifest)
{
    /// <summary>What it can do; null where the package does not say.</summary>
    public CapabilityReport? Capabilities { get; init; }

    /// <summary>Verdicts of builds, of the closure and of what only pack knew; empty where the package has none.</summary>
    public ImmutableArray<SecurityRecord> Security { get; init; } = [];

    /// <summary>What was compared, by target framework; empty where the package does not say.</summary>
    public ImmutableArray<CompatibilityReport> Compatibility { get; init; } = [];

    /// <summary>What is in it, and what runs with it; null where the package does not say.</summary>
    public SbomRecord? Sbom { get; init; }

    /// <summary>Measured values by name.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Paths of all files of the package but the parts that the package format needs.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The JSON Schema of its settings; null where it has none, or the package does not hold it.</summary>
    public string? SettingsSchema { get; init; }
}

/// <summary>A verdict of a build: <c>security.json</c>.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Passed">Whether the module passed then.</param>
/// <param name="NotLookedAt">Kinds of checks that were not done, such as <c>malware</c>.</param>
public sealed record SecurityRecord(int Score, bool Passed, ImmutableArray<string> NotLookedAt);

/// <summary>What an SBOM says.</summary>
/// <param name="Packages">Packages that run with the module, in no order.</param>
/// <param name="IsComplete">Whether it says that it lists all.</param>
public sealed record SbomRecord(ImmutableArray<PackageVersion> Packages, bool IsComplete);

/// <summary>The evidence of a module, or why it must not be used.</summary>
/// <param name="Module">The module.</param>
/// <param name="Evidence">The evidence; null where there is a problem.</param>
/// <param name="Problem">Why not, as a sentence that names the module; null where it may be used.</param>
public sealed record EvidenceAnswer(ReleasedModule Module, ModuleEvidence? Evidence, string? Problem);
