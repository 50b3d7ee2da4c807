using System.Collections.Immutable;
using Microsoft.Build.Framework;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging;
using ModuleBuild.Packaging.Evidence;
using ModuleBuild.Tasks.Facts;

namespace ModuleBuild.Tasks.Stages;

/// <summary>An evidence file that a team's own stage made.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Kind">What it is.</param>
/// <param name="MediaType">Its media type.</param>
internal sealed record AdditionalEvidence(string Path, string Kind, string MediaType);

/// <summary>What the pack stage is given.</summary>
internal sealed record PackStageInput
{
    public required ModuleManifest Manifest { get; init; }

    public required ProjectFacts Project { get; init; }

    public required string SourceManifest { get; init; }

    public string ModuleFolder => Path.GetDirectoryName(SourceManifest)!;

    public required string AssetsFile { get; init; }

    public required ImmutableArray<string> TargetFrameworks { get; init; }

    /// <summary>Every file of the package outside <c>module/</c>.</summary>
    public required ImmutableArray<PackagedFile> Files { get; init; }

    public required ImmutableArray<AdditionalEvidence> Additional { get; init; }

    /// <summary>Folders with the records of the analyze stage, by target framework.</summary>
    public ImmutableArray<(string Framework, string Folder)> Analyses { get; init; } = [];

    /// <summary>Reports of the compare stage, by target framework.</summary>
    public ImmutableArray<(string Framework, string Path)> Comparisons { get; init; } = [];

    public string? SdkVersion { get; init; }

    public string? SourceDateEpoch { get; init; }

    /// <summary>Whether files are looked at that the gate has not looked at.</summary>
    public bool Analyze { get; init; }

    public bool Dependencies { get; init; }

    public bool Lock { get; init; }

    public bool Sbom { get; init; }

    public bool Docs { get; init; }

    public required string Folder { get; init; }

    public static PackStageInput From(PackModuleEvidence task) => From(task, FrameworkFolders.Read(task.AssetsFile.GetMetadata("FullPath")));

    private static PackStageInput From(PackModuleEvidence task, FrameworkFolders folders) => new()
    {
        Manifest = ManifestRecord.Read(task.Manifest.GetMetadata("FullPath")),
        Project = ProjectFactsItem.Read(task.Project),
        SourceManifest = task.SourceManifest.GetMetadata("FullPath"),
        AssetsFile = task.AssetsFile.GetMetadata("FullPath"),
        TargetFrameworks = [.. task.TargetFrameworks],
        Files = [.. BuildOutputs(task, folders), .. Content(task, folders)],
        Additional = [.. task.AdditionalEvidence.Select(item => new AdditionalEvidence(
            item.GetMetadata("FullPath"), TextOr(item, "Kind", "other"), TextOr(item, "MediaType", "application/octet-stream")))],
        Analyses = [.. Reports(task, CapabilityReportFile.FileName).Select(report => (report.Framework, Path.GetDirectoryName(report.Path)!))],
        Comparisons = [.. Reports(task, CompatibilityReportFile.FileName)],
        SdkVersion = task.SdkVersion,
        SourceDateEpoch = task.SourceDateEpoch,
        Analyze = task.Analyze,
        Dependencies = task.Dependencies,
        Lock = task.Lock,
        Sbom = task.Sbom,
        Docs = task.Docs,
        Folder = task.Folder.GetMetadata("FullPath"),
    };

    private static IEnumerable<(string Framework, string Path)> Reports(PackModuleEvidence task, string name) => task.Analyses
        .Select(item => (Framework: item.GetMetadata("_ModuleBuildAnalysisOf"), Path: item.GetMetadata("FullPath")))
        .Where(report => Path.GetFileName(report.Path) == name)
        .OrderBy(report => report.Framework, StringComparer.Ordinal);

    private static ImmutableArray<PackagedFile> BuildOutputs(PackModuleEvidence task, FrameworkFolders folders) => PackageLayout.Place(
        task.BuildOutputs.Select(item => BuildOutput.Read(item.GetMetadata)), task.BuildOutputFolders, task.BuildOutputExtensions, folders);

    private static ImmutableArray<PackagedFile> Content(PackModuleEvidence task, FrameworkFolders folders) => PackedItems.Place(
        task.PackageFiles,
        Paths.Of(task.ExcludedFiles).ToHashSet(StringComparer.Ordinal),
        task.Project,
        task.ContentFolders,
        task.TargetFrameworks,
        folders);

    private static string TextOr(ITaskItem item, string metadata, string otherwise) =>
        item.GetMetadata(metadata) is { Length: > 0 } value ? value : otherwise;
}
