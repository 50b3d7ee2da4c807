using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Core.Files;
using ModuleBuild.Packaging;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Gate;
using ModuleBuild.Tasks.Stages.Checks;

namespace ModuleBuild.Tasks.Stages;

/// <summary>The records of the analyze stage, which pack takes as evidence.</summary>
internal static class AnalysisRecords
{
    /// <summary>Holds the last day on which what was found still is what would be found, as yyyyMMdd: the gate runs again when it is over.</summary>
    public const string ExpiryFileName = "expires.txt";

    /// <summary>Names of the files that pack takes, with their kinds and media types.</summary>
    public static ImmutableArray<(string Name, string Kind, string MediaType)> Packed { get; } =
    [
        (CapabilityReportFile.FileName, "capabilities", "application/json"),
        (SecurityEvidence.FileName, "metrics", "application/json"),
        (SecurityEvidence.FindingsFileName, "findings", "application/sarif+json"),
    ];

    /// <summary>Writes them.</summary>
    /// <param name="folder">Absolute path of the records' folder.</param>
    /// <param name="root">Absolute path of the workspace.</param>
    /// <param name="report">What module and closure can do.</param>
    /// <param name="verdict">What the policy makes of it.</param>
    /// <param name="files">The files that were looked at.</param>
    /// <param name="assemblies">The assemblies that were looked into.</param>
    /// <param name="expiry">The last day; null where none ends it.</param>
    /// <returns>What could not be written.</returns>
    public static ImmutableArray<Finding> Write(
        string folder,
        string root,
        CapabilityReport report,
        GateVerdict verdict,
        ImmutableArray<PackagedFile> files,
        ImmutableArray<AnalyzedFile> assemblies,
        DateOnly? expiry) => AtomicFile.WriteAll(
    [
        (Path.Combine(folder, CapabilityReportFile.FileName), CapabilityReportFile.Write(report)),
        (Path.Combine(folder, SecurityEvidence.FileName), SecurityEvidence.Write(verdict)),
        (Path.Combine(folder, SecurityEvidence.FindingsFileName), Encoding.UTF8.GetBytes(FindingFormats.Sarif(verdict.Findings, verdict.Accepted, root, ToolVersion.Current, verdict.Others))),
        (Path.Combine(folder, LookedFiles.FileName), LookedFiles.Write(files)),
        (Path.Combine(folder, AnalyzedAssemblies.FileName), AnalyzedAssemblies.Write(assemblies)),
        (Path.Combine(folder, ExpiryFileName), Encoding.UTF8.GetBytes((expiry ?? DateOnly.MaxValue).ToString("yyyyMMdd", CultureInfo.InvariantCulture))),
    ]);
}
