using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Packaging;
using ModuleBuild.Packaging.Evidence;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Gate;

namespace ModuleBuild.Tasks.Stages.Checks;

/// <summary>
/// The checks of files that only pack knows: what targets add to the package, what was generated, what changed since the build. Where something is
/// found that stops nothing, it is a verdict of its own, beside those of the target frameworks.
/// </summary>
internal static class PackChecks
{
    /// <summary>Looks at what the gate has not.</summary>
    /// <param name="input">What is packed.</param>
    /// <param name="evidence">What was written for <c>module/</c>.</param>
    /// <param name="today">The day on which it is judged.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>More evidence, and what was found.</returns>
    public static (ImmutableArray<EvidenceContent> Contents, ImmutableArray<Finding> Findings) Run(
        PackStageInput input, ImmutableArray<PackagedFile> evidence, DateOnly today, CancellationToken cancellation)
    {
        var root = Workspace.FindRoot(input.ModuleFolder);
        ImmutableArray<string> folders = [.. input.Analyses.Select(analysis => analysis.Folder)];
        var files = LookedFiles.Others([.. input.Files, .. evidence], folders);
        ImmutableArray<Finding> unknown = [.. AnalyzedAssemblies.Missing(input.Files, folders, input.Project.AssemblyName, new SourceLocation(input.SourceManifest))];
        if ((files.IsEmpty && unknown.IsEmpty) || WorkspaceSettings.Read(root).Settings is not { } settings || ManifestReader.ReadFile(input.SourceManifest).Document is not { } document)
        {
            return ([], []); // the gate says what is wrong with them
        }

        var checks = ModuleChecks.OfFiles(settings.Security, files, document);
        ImmutableArray<Finding> found =
            [.. unknown, .. SecurityChecks.Run(checks, cancellation).Where(finding => finding.Descriptor != DiagnosticCatalog.SecretReadable)]; // the gate's
        if (found.IsEmpty)
        {
            return ([], []);
        }

        var result = Accept(input.ModuleFolder, found);
        var verdict = GateVerdict.Of(settings.Security, result.Findings, result.Accepted, [.. SecurityChecks.NotLookedAt(checks, found)], checks.Place, today);
        var sarif = FindingFormats.Sarif(verdict.Findings, verdict.Accepted, root, ToolVersion.Current);
        return (
            [
                new EvidenceContent("security.package.json", "metrics", "application/json", SecurityEvidence.Write(verdict)),
                new EvidenceContent("findings.package.sarif", "findings", "application/sarif+json", Encoding.UTF8.GetBytes(sarif)),
            ],
            verdict.Findings);
    }

    // The gate says what is wrong with the baseline, and which entries nothing needs.
    private static BaselineResult Accept(string folder, ImmutableArray<Finding> found) =>
        Baseline.Find(folder) is { } file && Baseline.ReadFile(file).Baseline is { } baseline
            ? baseline.Apply(found, [], [.. DiagnosticCatalog.All])
            : new BaselineResult(found, []);
}
