using Microsoft.Build.Framework;
using ModuleBuild.Core.Files;
using ModuleBuild.Packaging;
using ModuleBuild.Packaging.Stages;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Writes the CycloneDX document of what a build made.</summary>
[MSBuildMultiThreadableTask]
public sealed class WriteModuleSbom : ModuleTask
{
    /// <summary>The project, with its facts as metadata.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary>The record of the validate stage.</summary>
    [Required]
    public ITaskItem Manifest { get; set; } = null!;

    /// <summary><c>project.assets.json</c>.</summary>
    [Required]
    public ITaskItem AssetsFile { get; set; } = null!;

    /// <summary>Short names of the target frameworks.</summary>
    [Required]
    public string[] TargetFrameworks { get; set; } = [];

    /// <summary>What was built, with metadata <c>PackagePath</c>.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Version of the .NET SDK that builds.</summary>
    public string? SdkVersion { get; set; }

    /// <summary>SOURCE_DATE_EPOCH, where it is set.</summary>
    public string? SourceDateEpoch { get; set; }

    /// <summary>Where the document is written.</summary>
    [Required]
    public ITaskItem Sbom { get; set; } = null!;

    /// <summary>Codes of errors and warnings.</summary>
    [Output]
    public ITaskItem[] Unclean { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        var project = ProjectFactsItem.Read(Project);
        var result = SbomStage.Run(new SbomStageInput(
            ManifestRecord.Read(Manifest.GetMetadata("FullPath")),
            project,
            AssetsFile.GetMetadata("FullPath"),
            [.. TargetFrameworks],
            [.. Files.Select(file => new PackagedFile(file.GetMetadata("FullPath"), file.GetMetadata("PackagePath").Replace('\\', '/')))],
            Path.GetDirectoryName(project.ProjectFile)!,
            SourceDateEpoch,
            SdkVersion));

        var findings = result.Findings;
        if (result.Document is { } document && AtomicFile.Write(Sbom.GetMetadata("FullPath"), document) is { } failure)
        {
            findings = findings.Add(failure);
        }

        Unclean = FindingReport.Log(Log, findings);
        return !Log.HasLoggedErrors;
    }
}
