using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Compares what the compiled closure can do with the manifest, with what was accepted, and with the policy.</summary>
[MSBuildMultiThreadableTask]
public sealed class AnalyzeModule : ModuleTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The project, with its facts as metadata.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary>The record of the validate stage.</summary>
    [Required]
    public ITaskItem Manifest { get; set; } = null!;

    /// <summary><c>module.json</c> in the sources.</summary>
    [Required]
    public ITaskItem SourceManifest { get; set; } = null!;

    /// <summary><c>project.assets.json</c>.</summary>
    [Required]
    public ITaskItem AssetsFile { get; set; } = null!;

    /// <summary>The compiled assembly.</summary>
    [Required]
    public ITaskItem Assembly { get; set; } = null!;

    /// <summary>All assemblies that were compiled against; those of projects have metadata <c>ReferenceSourceTarget</c>.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The log that the compiler wrote, SARIF 2.1.0.</summary>
    public ITaskItem? CompilerLog { get; set; }

    /// <summary>The release before this one.</summary>
    public ITaskItem? LastRelease { get; set; }

    /// <summary>The record of what the compare stage found; none where it did not run.</summary>
    public ITaskItem? Compared { get; set; }

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
    public void Cancel() => _stop.Cancel();

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            var (findings, consulted) = AnalyzeStage.Run(AnalyzeStageInput.From(this), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), _stop.Token);
            Consulted = Paths.ToItems(consulted);
            Unclean = FindingReport.Log(Log, findings);
            return !Log.HasLoggedErrors;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false; // MSBuild says so itself
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
