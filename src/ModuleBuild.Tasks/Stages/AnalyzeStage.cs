using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Checks.Source;
using ModuleBuild.Security.Gate;
using ModuleBuild.Security.Score;
using ModuleBuild.Tasks.Releases;
using ModuleBuild.Tasks.Stages.Checks;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What the analyze stage yields.</summary>
/// <param name="Findings">What is to be told.</param>
/// <param name="Consulted">Absolute paths of the files that exist and on which the findings depend.</param>
/// <param name="Score">The score in words; null where it could not be told.</param>
internal sealed record AnalyzeStageResult(ImmutableArray<Finding> Findings, ImmutableArray<string> Consulted, string? Score = null);

/// <summary>
/// The analyze stage of a build: what the closure can do, what is known to be bad in packages and packed files; then the baseline, then the policy,
/// then the score.
/// </summary>
internal static class AnalyzeStage
{
    // The validate stage tells them; here they count for the score, and stand in the evidence.
    private static readonly DiagnosticDescriptor[] OfManifest =
        [DiagnosticCatalog.PermissionUnknown, DiagnosticCatalog.PermissionWildcard, DiagnosticCatalog.HostUnbounded];

    public static AnalyzeStageResult Run(AnalyzeStageInput input, DateOnly today, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(input.SourceManifest)!;
        var root = Workspace.FindRoot(folder);
        var acceptedFile = Path.Combine(folder, AcceptedCapabilities.FileName);
        var baseline = Baseline.Find(folder);
        ImmutableArray<string> consulted = Present(
            [Path.Combine(root, Workspace.FileName), acceptedFile, baseline, .. input.References.Where(reference => reference.Origin <= ReferenceOrigin.Project).Select(reference => reference.Path), .. input.Files.Select(file => file.SourcePath)]);
        if (ManifestReader.ReadFile(input.SourceManifest).Document is not { } document)
        {
            return new AnalyzeStageResult([], consulted); // the validate stage says why
        }

        var (settings, problems) = WorkspaceSettings.Read(root);
        var (accepted, unusable) = AcceptedCapabilities.Read(acceptedFile);
        if (settings is null || !unusable.IsEmpty)
        {
            return new AnalyzeStageResult([.. problems, .. unusable], consulted);
        }

        var closure = AnalyzedClosure.Of(input, document.Manifest);
        var compiler = input.CompilerLog is { } log ? CompilerLog.ReadFile(log) : null;
        var gate = Gate(input, closure, root, document, settings.Security, accepted) with { OwnSource = input.SourceIsJudged ? compiler : null };
        var (report, capabilities) = ModuleGate.Look(gate, cancellation);
        var validation = ModuleValidator.Validate(input.SourceManifest, input.Project);
        var known = input with { Files = [.. input.Files, .. NamedFiles.Of(validation.ConsultedFiles, input)] };
        var checks = ModuleChecks.OfModule(known, settings, document, today);
        var found = SecurityChecks.Run(checks, cancellation);
        ImmutableArray<Finding> compared = input.Compared is { } record ? FindingRecord.Read(record) ?? [] : [];
        ImmutableArray<Finding> all = [.. capabilities, .. found, .. validation.Findings.Where(IsOfManifest), .. compared];
        var result = Accept(known, all, ModuleChecks.LookedFor(checks, found, input.Project.TargetFrameworks.Length <= 1), baseline);
        ScoreKind[] unlooked = compiler is { Rules.IsEmpty: false } ? [] : [ScoreKind.StaticAnalysis];
        var verdict = GateVerdict.Of(
            settings.Security,
            result.Findings,
            result.Accepted,
            [.. unlooked, .. SecurityChecks.NotLookedAt(checks, found)],
            checks.Place,
            today,
            compiler is null ? [] : [compiler]);

        // What sources know changes with the day.
        var expiry = checks.Advisories.IsEmpty ? SecurityPolicy.NextExpiry(settings.Security, today) : today;
        var failures = AnalysisRecords.Write(input.Folder, root, report, verdict, known.Files, closure.Files, expiry);
        return new AnalyzeStageResult(
            [.. verdict.Findings.Where(finding => !IsOfManifest(finding) && !IsOfCompare(finding) && !SecurityChecks.IsRepeated(finding, checks.Packages)), .. failures],
            [.. consulted, .. Present(BuildAdvisories.Inputs(settings.Security))],
            Words(input.Module, verdict));
    }

    private static ModuleGateInput Gate(
        AnalyzeStageInput input, AnalyzedClosure closure, string root, ManifestDocument document, SecuritySettings policy, AcceptedCapabilities? accepted) => new()
        {
            Document = document,
            Module = input.Module,
            Version = input.Version,
            Files = closure.Files,
            GivenByHost = closure.GivenByHost,
            Others = closure.Others,
            Policy = policy,
            Accepted = accepted,
            Last = LastReport(input.Last),
            Root = root,
            CacheFolder = input.CacheFolder,
        };

    // The validate stage says what is wrong with the baseline.
    private static BaselineResult Accept(
        AnalyzeStageInput input, ImmutableArray<Finding> findings, ImmutableArray<DiagnosticDescriptor> lookedFor, string? baselineFile) =>
        baselineFile is not null && Baseline.ReadFile(baselineFile).Baseline is { } baseline
            ? baseline.Apply(
                findings,
                [input.SourceManifest, .. input.Files.Select(file => file.SourcePath)],
                [.. DiagnosticCatalog.All.Except(ModuleGate.Rules).Except(lookedFor)])
            : new BaselineResult(findings, []);

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
        || (finding.Descriptor == DiagnosticCatalog.ExceptionExpired
            && DiagnosticCatalog.Find(finding.Subject.Split(' ')[0]) is { Category: Category.Compatibility } excepted
            && excepted != DiagnosticCatalog.HostUnbounded);

    private static bool IsOfManifest(Finding finding) => OfManifest.Contains(finding.Descriptor);

    // A missing input would make every build run the gate.
    private static ImmutableArray<string> Present(IEnumerable<string?> files) => [.. files.OfType<string>().Where(File.Exists).Distinct(StringComparer.Ordinal)];

    private static string Words(string module, GateVerdict verdict) =>
        FormattableString.Invariant($"Security score of {module}: {verdict.Score.Points} of 100; {verdict.Minimum} is the minimum.")
        + (verdict.NotLookedAt.IsEmpty ? string.Empty : $" Not looked at: {string.Join(", ", verdict.NotLookedAt)}.");
}
