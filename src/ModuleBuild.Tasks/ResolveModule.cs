using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Compares the workspace's lock with its manifests, and brings it up to date where it may.</summary>
[MSBuildMultiThreadableTask]
public sealed class ResolveModule : ModuleTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary><c>module.json</c> in the sources.</summary>
    [Required]
    public ITaskItem Manifest { get; set; } = null!;

    /// <summary>Whether a lock that is out of date is an error, and nothing is written.</summary>
    public bool Locked { get; set; }

    /// <summary>Whether only what this machine already has is asked.</summary>
    public bool Offline { get; set; }

    /// <summary>Whether a person can be asked for credentials.</summary>
    public bool Interactive { get; set; }

    /// <summary>Sources of the restore that count instead of those of <c>nuget.config</c>.</summary>
    public string[] Sources { get; set; } = [];

    /// <summary>Sources of the restore besides those of <c>nuget.config</c>.</summary>
    public string[] AdditionalSources { get; set; } = [];

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
        var input = new ResolveStageInput(Manifest.GetMetadata("FullPath"), Locked, Offline, Interactive, [.. Sources], [.. AdditionalSources]);
        try
        {
            var result = ResolveStage.RunAsync(input, ResolveSources.Open, _stop.Token).GetAwaiter().GetResult();
            foreach (var change in result.Changes)
            {
                Log.LogMessage(MessageImportance.High, "{0}", change);
            }

            Consulted = Paths.ToItems(result.Consulted);
            Unclean = FindingReport.Log(Log, result.Findings);
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
