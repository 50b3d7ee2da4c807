using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Sbom;

namespace ModuleBuild.Packaging.Stages;

/// <summary>What the sbom stage is given, by a task or by the command line.</summary>
/// <param name="Manifest">The manifest with what MSBuild knows filled in.</param>
/// <param name="Project">What MSBuild knows besides.</param>
/// <param name="AssetsFile">Absolute path of <c>project.assets.json</c>.</param>
/// <param name="TargetFrameworks">The frameworks that the package has, as the project names them.</param>
/// <param name="Files">Every file that ships, outside <c>module/</c>.</param>
/// <param name="SourceFolder">A folder of the sources, for the time of the last commit.</param>
/// <param name="SourceDateEpoch">SOURCE_DATE_EPOCH, or null.</param>
/// <param name="SdkVersion">Version of the .NET SDK that builds, or null.</param>
public sealed record SbomStageInput(
    ModuleManifest Manifest,
    ProjectFacts Project,
    string AssetsFile,
    ImmutableArray<string> TargetFrameworks,
    ImmutableArray<PackagedFile> Files,
    string SourceFolder,
    string? SourceDateEpoch,
    string? SdkVersion);

/// <summary>What the sbom stage yields.</summary>
/// <param name="Document">UTF-8 JSON, or null where findings say why there is none.</param>
/// <param name="Timestamp">The time that it carries, or null.</param>
/// <param name="Findings">What was found.</param>
public sealed record SbomStageResult(byte[]? Document, DateTimeOffset? Timestamp, ImmutableArray<Finding> Findings);

/// <summary>The sbom stage from files to bytes: closure, time, document.</summary>
public static class SbomStage
{
    /// <summary>Runs the stage.</summary>
    /// <param name="input">What it is given.</param>
    public static SbomStageResult Run(SbomStageInput input)
    {
        var (closures, findings) = RuntimeClosureReader.Read(input.AssetsFile, input.TargetFrameworks);
        if (findings.Any(finding => finding.Severity == Severity.Error))
        {
            return new SbomStageResult(null, null, findings);
        }

        var (time, problem) = SourceTime.Find(input.SourceDateEpoch, input.SourceFolder);
        if (problem is not null)
        {
            var place = new SourceLocation(input.Project.ProjectFile ?? input.SourceFolder);
            findings = findings.Add(Finding.Create(DiagnosticCatalog.CommitTimeUnknown, place, problem));
        }

        var (document, more) = SbomBuilder.Build(new SbomRequest(
            input.Manifest, input.Project, closures, input.Files, time, ToolVersion.Current, input.SdkVersion));
        return new SbomStageResult(document, time, findings.AddRange(more));
    }
}
