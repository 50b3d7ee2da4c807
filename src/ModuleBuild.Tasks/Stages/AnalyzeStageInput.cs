using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Tasks.Facts;
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

    public string? Framework { get; init; }

    /// <summary>Absolute paths of assemblies of other projects.</summary>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <summary>Simple names of all assemblies that were compiled against.</summary>
    public ImmutableHashSet<string> References { get; init; } = [];

    /// <summary>The release before this one.</summary>
    public LastRelease Last { get; init; } = LastRelease.None;

    /// <summary>Absolute path of the record of what the compare stage found; null where it did not run.</summary>
    public string? Compared { get; init; }

    /// <summary>Where the records are written.</summary>
    public required string Folder { get; init; }

    /// <summary>Absolute path of the log that the compiler wrote; null where it writes none that can be read.</summary>
    public string? CompilerLog { get; init; }

    /// <summary>Where summaries are kept; null to keep none.</summary>
    public string? CacheFolder { get; init; }

    public static AnalyzeStageInput From(AnalyzeModule task)
    {
        var manifest = ManifestRecord.Read(task.Manifest.GetMetadata("FullPath"));
        var project = ProjectFactsItem.Read(task.Project);
        return new AnalyzeStageInput
        {
            SourceManifest = task.SourceManifest.GetMetadata("FullPath"),
            Project = project,
            Module = manifest.Id ?? project.PackageId ?? task.Assembly.GetMetadata("Filename"),
            Version = manifest.Version?.ToNormalizedString() ?? string.Empty,
            Assembly = task.Assembly.GetMetadata("FullPath"),
            AssetsFile = task.AssetsFile.GetMetadata("FullPath"),
            Framework = task.Project.GetMetadata("TargetFramework"),
            Projects = [.. Paths.Of([.. task.References.Where(item => item.GetMetadata("ReferenceSourceTarget") == "ProjectReference")])],
            References = task.References.Select(item => item.GetMetadata("Filename")).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
            Last = LastRelease.From(task.LastRelease),
            Compared = task.Compared?.GetMetadata("FullPath"),
            Folder = task.Folder.GetMetadata("FullPath"),
            CompilerLog = task.CompilerLog?.GetMetadata("FullPath"),
            CacheFolder = Security.Capabilities.CacheFolder.OfUser(),
        };
    }
}
