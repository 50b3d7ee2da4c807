using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>A task that compares the workspace's lock with its manifests, and brings it up to date where it may.</summary>
public abstract class LockTask : ModuleTask, ICancelableTask, IDisposable
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

    /// <summary>The project's own packages folder, where it has one.</summary>
    public ITaskItem? PackagesFolder { get; set; }

    internal ResolveStageInput Input => new(
        Manifest.GetMetadata("FullPath"), Locked, Offline, Interactive, [.. Sources], [.. AdditionalSources], PackagesFolder?.GetMetadata("FullPath"));

    /// <inheritdoc/>
    public void Cancel() => _stop.Cancel();

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            return Run(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false; // MSBuild says so itself
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the task holds.</summary>
    /// <param name="disposing">False where a finalizer calls.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <summary>Does the work.</summary>
    /// <param name="cancellation">The build was cancelled.</param>
    /// <returns>Whether it succeeded.</returns>
    protected abstract bool Run(CancellationToken cancellation);

    /// <summary>Says what was written.</summary>
    /// <param name="changes">A line each.</param>
    protected void LogChanges(IEnumerable<string> changes)
    {
        foreach (var change in changes)
        {
            Log.LogMessage(MessageImportance.High, "{0}", change);
        }
    }
}
