using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Releases;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What the compare stage is given.</summary>
/// <param name="Sources">The manifest, and how sources may be asked.</param>
/// <param name="Project">What MSBuild knows.</param>
/// <param name="AssetsFile">Absolute path of <c>project.assets.json</c>.</param>
/// <param name="Assembly">Absolute path of the compiled assembly.</param>
internal sealed record CompareStageInput(ResolveStageInput Sources, ProjectFacts Project, string AssetsFile, string Assembly)
{
    /// <summary>Id of the module.</summary>
    public string Module { get; init; } = string.Empty;

    /// <summary>Its version; null where it has none.</summary>
    public NuGetVersion? Version { get; init; }

    /// <summary>The framework for which it was compiled.</summary>
    public string Framework { get; init; } = string.Empty;

    /// <summary>Absolute paths of the assemblies with which it was compiled.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>The release before this one.</summary>
    public LastRelease Last { get; init; } = LastRelease.None;

    /// <summary>Absolute path of the reference assembly; null where the compiler writes none.</summary>
    public string? ReferenceAssembly { get; init; }

    /// <summary><c>$(DotNetApiCompatTaskAssembly)</c>.</summary>
    public string? ApiCompat { get; init; }

    /// <summary>Where the records are written; null to write none.</summary>
    public string? Folder { get; init; }

    /// <summary>Where results are kept; null to keep none.</summary>
    public string? CacheFolder { get; init; }

    public static CompareStageInput From(CompareModule task)
    {
        var manifest = ManifestRecord.Read(task.Record.GetMetadata("FullPath"));
        var project = ProjectFactsItem.Read(task.Project);
        return new CompareStageInput(task.Input, project, task.AssetsFile.GetMetadata("FullPath"), task.Assembly.GetMetadata("FullPath"))
        {
            Module = manifest.Id ?? project.PackageId ?? task.Assembly.GetMetadata("Filename"),
            Version = manifest.Version is { } version ? NuGetVersion.Parse(version.ToFullString()) : null,
            Framework = task.Project.GetMetadata("TargetFramework"),
            References = [.. Paths.Of(task.References)],
            Last = LastRelease.From(task.LastRelease),
            ReferenceAssembly = task.ReferenceAssembly?.GetMetadata("FullPath") is { } path && File.Exists(path) ? path : null,
            ApiCompat = task.ApiCompat,
            Folder = task.Folder.GetMetadata("FullPath"),
            CacheFolder = Security.Capabilities.CacheFolder.OfUser("compared"),
        };
    }
}
