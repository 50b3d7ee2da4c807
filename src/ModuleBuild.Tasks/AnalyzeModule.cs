using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>
/// Compares what the compiled closure can do with the manifest, with what was accepted, and with the policy; looks for what is known to be bad in
/// packages and packed files; and gives the score.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class AnalyzeModule : CompiledModuleTask
{
    /// <summary>Whether the analyzer was asked to judge the module's own source.</summary>
    public bool SourceIsJudged { get; set; }

    /// <summary>What is copied beside the compiled assembly.</summary>
    public ITaskItem[] Copied { get; set; } = [];

    /// <summary>The log that the compiler wrote, SARIF 2.1.0.</summary>
    public ITaskItem? CompilerLog { get; set; }

    /// <summary>The record of what the compare stage found; none where it did not run.</summary>
    public ITaskItem? Compared { get; set; }

    /// <summary>What this build made, with metadata <c>PackagePath</c>.</summary>
    public ITaskItem[] Outputs { get; set; } = [];

    /// <summary>Content of the project, which is packed unless metadata <c>Pack</c> is false.</summary>
    public ITaskItem[] Content { get; set; } = [];

    /// <summary>Other items of the project that are packed.</summary>
    public ITaskItem[] OtherContent { get; set; } = [];

    /// <summary>Folders of the package for content without a package path.</summary>
    public string[] ContentFolders { get; set; } = [];

    /// <inheritdoc/>
    protected override bool Run(CancellationToken cancellation)
    {
        var result = AnalyzeStage.Run(AnalyzeStageInput.From(this), Today.Utc, cancellation);
        Consulted = Paths.ToItems(result.Consulted);
        Unclean = FindingReport.Log(Log, result.Findings);
        if (result.Score is { } score)
        {
            Log.LogMessage(MessageImportance.Normal, "{0}", score);
        }

        return !Log.HasLoggedErrors;
    }
}
