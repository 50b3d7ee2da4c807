using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Capabilities.Inputs;
using ModuleBuild.Security.Checks.Source;
using ModuleBuild.Security.Gate;
using ModuleBuild.Security.Score;
using ModuleBuild.Tasks.Releases;

namespace ModuleBuild.Tasks.Stages;

/// <summary>The analyze stage of a build: what the closure can do, then the baseline, then the policy, then the score.</summary>
internal static class AnalyzeStage
{
    public static (ImmutableArray<Finding> Findings, ImmutableArray<string> Consulted) Run(AnalyzeStageInput input, DateOnly today, CancellationToken cancellation)
    {
        var root = Workspace.FindRoot(Path.GetDirectoryName(input.SourceManifest)!);
        var acceptedFile = Path.Combine(Path.GetDirectoryName(input.SourceManifest)!, AcceptedCapabilities.FileName);
        var baseline = Baseline.Find(Path.GetDirectoryName(input.SourceManifest)!);
        ImmutableArray<string> consulted =
            [.. new[] { Path.Combine(root, Workspace.FileName), acceptedFile, baseline }.Concat(input.Projects).OfType<string>().Where(File.Exists)];
        if (ManifestReader.ReadFile(input.SourceManifest).Document is not { } document)
        {
            return ([], consulted); // the validate stage says why
        }

        var (settings, problems) = WorkspaceSettings.Read(root);
        var (accepted, unusable) = AcceptedCapabilities.Read(acceptedFile);
        if (settings is null || !unusable.IsEmpty)
        {
            return ([.. problems, .. unusable], consulted);
        }

        var gate = Gate(input, root, document, settings.Security, accepted);
        var (report, findings) = ModuleGate.Look(gate, cancellation);
        ImmutableArray<Finding> compared = input.Compared is { } record ? FindingRecord.Read(record) ?? [] : [];
        var verdict = Judge(input, settings.Security, [.. findings, .. OfManifest(input), .. compared], baseline, document, today);
        var failures = AnalysisRecords.Write(input.Folder, root, report, verdict);
        return ([.. verdict.Findings.Where(finding => !IsOfManifest(finding) && !IsOfCompare(finding)), .. failures], consulted);
    }

    private static ModuleGateInput Gate(AnalyzeStageInput input, string root, ManifestDocument document, SecuritySettings policy, AcceptedCapabilities? accepted)
    {
        ImmutableArray<AnalyzedFile> files =
        [
            .. AssemblyInput.Of(input.Assembly, input.AssetsFile, input.Framework).Files.Select(file => file.IsRoot ? file with { Package = input.Module } : file),
            .. input.Projects.Select(path => new AnalyzedFile(path, Path.GetFileNameWithoutExtension(path), IsRoot: false)),
        ];
        return new ModuleGateInput
        {
            Document = document,
            Module = input.Module,
            Version = input.Version,
            Files = files,
            GivenByHost = input.References.Except(files.Select(file => Path.GetFileNameWithoutExtension(file.Path))),
            Policy = policy,
            Accepted = accepted,
            Last = LastReport(input.Last),
            Root = root,
            CacheFolder = input.CacheFolder,
        };
    }

    private static GateVerdict Judge(
        AnalyzeStageInput input, SecuritySettings policy, ImmutableArray<Finding> findings, string? baselineFile, ManifestDocument document, DateOnly today)
    {
        var baseline = baselineFile is null ? null : Baseline.ReadFile(baselineFile).Baseline; // the validate stage says what is wrong with it
        var result = baseline?.Apply(findings, [input.SourceManifest], [.. DiagnosticCatalog.All.Except(ModuleGate.Rules)]) ?? new BaselineResult(findings, []);
        var compiler = input.CompilerLog is { } log ? CompilerLog.ReadFile(log) : null;
        ScoreKind[] notLookedAt = compiler is { Rules.IsEmpty: false } ? [ScoreKind.Malware] : [ScoreKind.StaticAnalysis, ScoreKind.Malware];
        return GateVerdict.Of(policy, result.Findings, result.Accepted, notLookedAt, document.LocateValue(string.Empty), today, compiler is null ? [] : [compiler]);
    }

    // A release without such evidence has nothing to say; what cannot be read was refused by whoever fetched it, or is none of ours.
    private static CapabilityReport? LastReport(LastRelease last)
    {
        var path = Path.Combine(last.Folder, "module", CapabilityReportFile.FileName);
        try
        {
            return last.Folder.Length > 0 && File.Exists(path) && new FileInfo(path).Length <= CapabilityReportFile.MaxSize
                ? CapabilityReportFile.Read(path, File.ReadAllBytes(path)).Report
                : null;
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }

    // The compare stage reports them, with what is wrong with exceptions from them.
    private static bool IsOfCompare(Finding finding) =>
        finding.Descriptor.Category == Category.Compatibility
        || (finding.Descriptor == DiagnosticCatalog.ExceptionExpired && DiagnosticCatalog.Find(finding.Subject.Split(' ')[0])?.Category == Category.Compatibility);

    // The validate stage reports them; here they count for the score, and stand in the evidence.
    private static IEnumerable<Finding> OfManifest(AnalyzeStageInput input) =>
        ModuleValidator.Validate(input.SourceManifest, input.Project).Findings.Where(IsOfManifest);

    private static bool IsOfManifest(Finding finding) =>
        finding.Descriptor == DiagnosticCatalog.PermissionUnknown || finding.Descriptor == DiagnosticCatalog.PermissionWildcard;
}
