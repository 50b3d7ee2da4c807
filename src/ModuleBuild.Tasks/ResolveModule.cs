using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Compares the workspace's lock with its manifests, and brings it up to date where it may.</summary>
[MSBuildMultiThreadableTask]
public sealed class ResolveModule : LockTask
{
    /// <summary>Files on which the findings depend.</summary>
    [Output]
    public ITaskItem[] Consulted { get; set; } = [];

    /// <summary>Codes of errors and warnings.</summary>
    [Output]
    public ITaskItem[] Unclean { get; set; } = [];

    /// <inheritdoc/>
    protected override bool Run(CancellationToken cancellation)
    {
        var result = ResolveStage.RunAsync(Input, ResolveSources.Open, cancellation).GetAwaiter().GetResult();
        LogChanges(result.Changes);
        Consulted = Paths.ToItems(result.Consulted);
        Unclean = FindingReport.Log(Log, result.Findings);
        return !Log.HasLoggedErrors;
    }
}
