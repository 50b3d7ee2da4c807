using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Feeds;
using ModuleBuild.Packaging;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Evidence;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.References;
using ModuleBuild.Tasks.Releases;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What the analyze stage is given.</summary>
internal sealed record AnalyzeStageInput
{
    /// <summary>Absolute path of <c>module.json</c> in the sources.</summary>
    public required string SourceManifest { get; init; }

    public required ProjectFacts Project { get; init; }

    /// <summary>Id of the module.</summary>
    public required string Module { get; init; }

    /// <summary>Its version; empty where it has none.</summary>
    public required string Version { get; init; }

    /// <summary>Absolute path of the compiled assembly.</summary>
    public required string Assembly { get; init; }

    public required string AssetsFile { get; init; }

    /// <summary>That file, opened once; null where it cannot be used.</summary>
    public AssetsFile? Assets => field ??= Packaging.Closure.AssetsFile.Open(AssetsFile).Assets;

    /// <summary>How sources may be asked.</summary>
    public required ResolveStageInput Sources { get; init; }

    /// <summary>What sources said in this build.</summary>
    public required AdvisoryMemory Memory { get; init; }

    /// <summary>All files that will be packed, as far as the build knows them.</summary>
    public ImmutableArray<PackagedFile> Files { get; init; } = [];

    public string? Framework { get; init; }

    /// <summary>All assemblies that were compiled against, and those that are copied beside the module's.</summary>
    public ImmutableArray<CompiledReference> References { get; init; } = [];

    /// <summary>The release before this one.</summary>
    public LastRelease Last { get; init; } = LastRelease.None;

    /// <summary>Absolute path of the record of what the compare stage found; null where it did not run.</summary>
    public string? Compared { get; init; }

    /// <summary>Where the records are written.</summary>
    public required string Folder { get; init; }

    /// <summary>Absolute path of the log that the compiler wrote; null where it writes none that can be read.</summary>
    public string? CompilerLog { get; init; }

    /// <summary>Whether the analyzer was asked to judge the module's own source.</summary>
    public bool SourceIsJudged { get; init; }

    /// <summary>Where summaries are kept; null to keep none.</summary>
    public string? CacheFolder { get; init; }

    public static AnalyzeStageInput From(AnalyzeModule task)
    {
        var manifest = ManifestRecord.Read(task.Record.GetMetadata("FullPath"));
        var project = ProjectFactsItem.Read(task.Project);
        var input = new AnalyzeStageInput
        {
            SourceManifest = task.Manifest.GetMetadata("FullPath"),
            Project = project,
            Module = manifest.Id ?? project.PackageId ?? task.Assembly.GetMetadata("Filename"),
            Version = manifest.Version?.ToNormalizedString() ?? string.Empty,
            Assembly = task.Assembly.GetMetadata("FullPath"),
            AssetsFile = task.AssetsFile.GetMetadata("FullPath"),
            Sources = task.Input,
            Memory = OncePerBuild.Get(task.BuildEngine, "ModuleBuild.Advisories", () => new AdvisoryMemory()).Result,
            Framework = task.Project.GetMetadata("TargetFramework"),
            References = CompiledReference.Read(task.References, task.Copied),
            Last = LastRelease.From(task.LastRelease),
            Compared = task.Compared?.GetMetadata("FullPath"),
            Folder = task.Folder.GetMetadata("FullPath"),
            SourceIsJudged = task.SourceIsJudged,
            CompilerLog = task.CompilerLog?.GetMetadata("FullPath"),
            CacheFolder = Security.Capabilities.CacheFolder.OfUser(),
        };
        return input with { Files = [.. Outputs(task), .. Content(task, project, FrameworkFolders.Of(input.Assets))] };
    }

    private static IEnumerable<PackagedFile> Outputs(AnalyzeModule task) =>
        task.Outputs.Select(item => new PackagedFile(item.GetMetadata("FullPath"), item.GetMetadata("PackagePath").Replace('\\', '/')));

    private static ImmutableArray<PackagedFile> Content(AnalyzeModule task, ProjectFacts project, FrameworkFolders folders)
    {
        var excluded = task.Content.Where(item => item.GetMetadata("Pack").Equals("false", StringComparison.OrdinalIgnoreCase));
        return PackedItems.Place(
            [.. task.Content, .. task.OtherContent],
            Paths.Of([.. excluded]).ToHashSet(StringComparer.Ordinal),
            task.Project,
            task.ContentFolders,
            project.TargetFrameworks,
            folders);
    }
}
