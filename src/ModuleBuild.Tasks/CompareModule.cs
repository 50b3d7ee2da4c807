using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Compares what the compiled module uses with every version of its hosts, and of the modules that it needs.</summary>
[MSBuildMultiThreadableTask]
public sealed class CompareModule : LockTask
{
    /// <summary>The project, with its facts as metadata.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary><c>project.assets.json</c>.</summary>
    [Required]
    public ITaskItem AssetsFile { get; set; } = null!;

    /// <summary>The compiled assembly.</summary>
    [Required]
    public ITaskItem Assembly { get; set; } = null!;

    /// <summary>Assemblies with which it was compiled.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>Files on which the findings depend.</summary>
    [Output]
    public ITaskItem[] Consulted { get; set; } = [];

    /// <summary>Codes of errors and warnings.</summary>
    [Output]
    public ITaskItem[] Unclean { get; set; } = [];

    /// <inheritdoc/>
    protected override bool Run(CancellationToken cancellation)
    {
        var input = new CompareStageInput(Input, ProjectFactsItem.Read(Project), AssetsFile.GetMetadata("FullPath"), Assembly.GetMetadata("FullPath"))
        {
            Framework = Project.GetMetadata("TargetFramework"),
            References = [.. Paths.Of(References)],
        };
        var result = CompareStage.RunAsync(input, ResolveSources.OpenFiles, cancellation).GetAwaiter().GetResult();
        LogChanges(result.NotLookedAt);
        Consulted = Paths.ToItems(result.Consulted);
        Unclean = FindingReport.Log(Log, result.Findings);
        return !Log.HasLoggedErrors;
    }
}
