using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Security.Gate;

namespace ModuleBuild.Cli.Reporting;

/// <summary>What the gate of one target framework wrote. What is not there, or cannot be read, is null.</summary>
/// <param name="Manifest">The module, completed from its project.</param>
/// <param name="Score">Score and verdict.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="Compatibility">What was found out about versions.</param>
/// <param name="Components">The packages of its SBOM, versions by name.</param>
/// <param name="Sbom">Absolute path of the SBOM.</param>
/// <param name="Findings">The log of what was found about security, SARIF.</param>
internal sealed record ModuleRecords(
    ModuleManifest? Manifest,
    WrittenScore? Score,
    CapabilityReport? Capabilities,
    CompatibilityReport? Compatibility,
    ImmutableSortedDictionary<string, string>? Components,
    string? Sbom,
    SarifDocument? Findings)
{
    /// <summary>The last release, where its package is at hand: its version, what it could do, and what it held.</summary>
    public PastRelease? Past { get; init; }

    /// <summary>Reads what a gate wrote.</summary>
    /// <param name="project">A project that came to its gate.</param>
    public static ModuleRecords Read(BuiltProject project)
    {
        var folder = project.Records;
        var manifest = ManifestReader.ReadFile(Path.Combine(folder, "module.json")).Document?.Manifest;
        var sbom = manifest is null ? null : Path.Combine(folder, manifest.Id + ".cdx.json");
        var components = sbom is null ? null : SbomComponents.Read(sbom);
        return new ModuleRecords(
            manifest,
            BytesOf(folder, SecurityEvidence.FileName, SecurityEvidence.MaxSize) is { } score ? SecurityEvidence.Read(score) : null,
            CapabilitiesIn(folder),
            BytesOf(folder, CompatibilityReportFile.FileName, CompatibilityReportFile.MaxSize) is { } report ? CompatibilityReportFile.Read(folder, report).Report : null,
            components,
            components is null ? null : sbom,
            SarifDocument.Read(Path.Combine(folder, SecurityEvidence.FindingsFileName), project.File))
        {
            Past = manifest?.Id is { } id ? PastRelease.Read(project.LastRelease, id) : null,
        };
    }

    /// <summary>What a folder says that its module can do; null where it says nothing.</summary>
    /// <param name="folder">Absolute path.</param>
    public static CapabilityReport? CapabilitiesIn(string folder) =>
        BytesOf(folder, CapabilityReportFile.FileName, CapabilityReportFile.MaxSize) is { } report ? CapabilityReportFile.Read(folder, report).Report : null;

    private static byte[]? BytesOf(string folder, string name, int limit)
    {
        var bytes = NamedFile.Read(Path.Combine(folder, name), limit, out var problem);
        return problem is null ? bytes : null;
    }
}
