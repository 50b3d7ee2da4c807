using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Compares the compiled module with its last release, and with every version of its hosts and of the modules that it needs.</summary>
[MSBuildMultiThreadableTask]
public sealed class CompareModule : LockTask
{
    /// <summary>The project, with its facts as metadata.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary>The record of the validate stage.</summary>
    [Required]
    public ITaskItem Record { get; set; } = null!;

    /// <summary><c>project.assets.json</c>.</summary>
    [Required]
    public ITaskItem AssetsFile { get; set; } = null!;

    /// <summary>The compiled assembly.</summary>
    [Required]
    public ITaskItem Assembly { get; set; } = null!;

    /// <summary>Its reference assembly, where the compiler writes one.</summary>
    public ITaskItem? ReferenceAssembly { get; set; }

    /// <summary>Assemblies with which it was compiled.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The release before this one.</summary>
    public ITaskItem? LastRelease { get; set; }

    /// <summary>Path of the SDK's ApiCompat.</summary>
    public string? ApiCompat { get; set; }

    /// <summary>Where the records are written.</summary>
    [Required]
    public ITaskItem Folder { get; set; } = null!;

    /// <summary>Files on which the findings depend.</summary>
    [Output]
    public ITaskItem[] Consulted { get; set; } = [];

    /// <summary>Codes of errors and warnings.</summary>
    [Output]
    public ITaskItem[] Unclean { get; set; } = [];

    /// <inheritdoc/>
    protected override bool Run(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var result = CompareStage.RunAsync(CompareStageInput.From(this), ResolveSources.OpenFiles, today, cancellation).GetAwaiter().GetResult();
        LogChanges(result.NotLookedAt);
        Consulted = Paths.ToItems(result.Consulted);
        Unclean = FindingReport.Log(Log, result.Findings);
        return !Log.HasLoggedErrors;
    }
}
