using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Compares the compiled module with its last release, and with every version of its hosts and of the modules that it needs.</summary>
[MSBuildMultiThreadableTask]
public sealed class CompareModule : CompiledModuleTask
{
    /// <summary>Its reference assembly, where the compiler writes one.</summary>
    public ITaskItem? ReferenceAssembly { get; set; }

    /// <summary>Path of the SDK's ApiCompat.</summary>
    public string? ApiCompat { get; set; }

    /// <inheritdoc/>
    protected override bool Run(CancellationToken cancellation)
    {
        var result = CompareStage.RunAsync(CompareStageInput.From(this), ResolveSources.OpenFiles, Today.Utc, cancellation).GetAwaiter().GetResult();
        LogChanges(result.NotLookedAt);
        Consulted = Paths.ToItems(result.Consulted);
        Unclean = FindingReport.Log(Log, result.Findings);
        return !Log.HasLoggedErrors;
    }
}
