using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging;
using ModuleBuild.Packaging.Evidence;
using ModuleBuild.Packaging.Sbom;
using ModuleBuild.Packaging.Stages;
using ModuleBuild.Tasks.Stages.Checks;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What the pack stage yields.</summary>
/// <param name="Files">What is packed below <c>module/</c>.</param>
/// <param name="Timestamp">Time of the sources, or null.</param>
/// <param name="Findings">What was found.</param>
/// <param name="OfFiles">What was found in files that no stage before has looked at.</param>
internal sealed record PackStageResult(
    ImmutableArray<PackagedFile> Files, DateTimeOffset? Timestamp, ImmutableArray<Finding> Findings, ImmutableArray<Finding> OfFiles);

/// <summary>The pack stage: gathers what all stages proved about exactly the files that ship.</summary>
internal static class PackStage
{
    public static PackStageResult Run(PackStageInput input, DateOnly today)
    {
        var contents = new List<EvidenceContent>
        {
            new("module.json", "manifest", "application/json", ManifestWriter.Write(input.Manifest)),
        };
        var findings = new List<Finding>();

        var id = input.Project.PackageId ?? input.Manifest.Id!;
        var sourceFolder = Path.GetDirectoryName(input.Project.ProjectFile)!;
        var (time, _) = SourceTime.Find(input.SourceDateEpoch, sourceFolder);
        if (input.Sbom)
        {
            var result = SbomStage.Run(new SbomStageInput(
                input.Manifest, input.Project, input.AssetsFile, input.TargetFrameworks, input.Files, sourceFolder, input.SourceDateEpoch, input.SdkVersion));
            findings.AddRange(result.Findings);
            AddIfPresent(contents, $"{id}.cdx.json", "sbom", SbomBuilder.MediaType, result.Document);
        }

        if (input.Docs)
        {
            var (pages, more) = DocsStage.Render(input.Manifest, input.ModuleFolder, input.AssetsFile, input.TargetFrameworks);
            findings.AddRange(more);
            AddIfPresent(contents, $"{id}.md", "page", "text/markdown", pages is null ? null : Encoding.UTF8.GetBytes(pages.Page));
        }

        var (changelog, problem) = ChangelogEvidence.Read(input.Manifest, input.ModuleFolder);
        findings.AddRange(problem is null ? [] : [problem]);
        AddIfPresent(contents, ChangelogEvidence.FileName, "changelog", "text/markdown", changelog);
        findings.AddRange(AddSchema(contents, input) is { } unusable ? [unusable] : []);
        if (input.Lock)
        {
            var (part, problems) = LockEvidence.Read(input.ModuleFolder);
            findings.AddRange(problems);
            AddIfPresent(contents, WorkspaceLock.FileName, "lock", "application/json", part);
        }

        var (analyses, unreadable) = AnalysisEvidence.Read(input.Analyses);
        contents.AddRange(analyses);
        findings.AddRange(unreadable);
        var (comparisons, alsoUnreadable) = AnalysisEvidence.ReadComparisons(input.Comparisons);
        contents.AddRange(comparisons);
        findings.AddRange(alsoUnreadable);
        findings.AddRange(input.Additional.Select(evidence => Add(contents, evidence)).OfType<Finding>());
        if (findings.Any(finding => finding.Severity == Severity.Error))
        {
            return new PackStageResult([], time, [.. findings], []);
        }

        var (files, failures) = Write(input, id, contents);
        var (verdict, ofFiles) = input.Analyze && failures.IsEmpty ? PackChecks.Run(input, files, today, CancellationToken.None) : ([], []);
        if (!verdict.IsEmpty)
        {
            (files, failures) = Write(input, id, [.. contents, .. verdict]);
        }

        return new PackStageResult(files, time, [.. findings, .. failures], ofFiles);
    }

    private static (ImmutableArray<PackagedFile> Files, ImmutableArray<Finding> Findings) Write(
        PackStageInput input, string id, IReadOnlyList<EvidenceContent> contents) =>
        EvidenceWriter.Write(input.Folder, id, input.Manifest.Version!.ToNormalizedString(), ToolVersion.Current, contents);

    private static void AddIfPresent(List<EvidenceContent> contents, string name, string kind, string mediaType, byte[]? content)
    {
        if (content is not null)
        {
            contents.Add(new EvidenceContent(name, kind, mediaType, content));
        }
    }

    // A schema that the project packs itself, by an item of its own, counts in its place.
    private static Finding? AddSchema(List<EvidenceContent> contents, PackStageInput input)
    {
        var (schema, problem) = SchemaEvidence.Read(input.Manifest, input.ModuleFolder);
        if (schema is { } file && !input.Additional.Any(own => own.Kind == SchemaEvidence.Kind || Path.GetFileName(own.Path).Equals(file.Name, StringComparison.OrdinalIgnoreCase)))
        {
            contents.Add(new EvidenceContent(file.Name, SchemaEvidence.Kind, SchemaEvidence.MediaType, file.Content));
        }

        return problem;
    }

    private static Finding? Add(List<EvidenceContent> contents, AdditionalEvidence evidence)
    {
        try
        {
            contents.Add(new EvidenceContent(Path.GetFileName(evidence.Path), evidence.Kind, evidence.MediaType, File.ReadAllBytes(evidence.Path)));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Create(DiagnosticCatalog.ProjectUnusable, new SourceLocation(evidence.Path),
                $"The evidence file of 'ModuleBuildEvidenceFile' cannot be read: {e.Message}");
        }
    }
}
