using System.Collections;
using Microsoft.Build.Framework;

namespace ModuleBuild.Tasks.ApiCompat;

/// <summary>The build as the SDK's task sees it: nobody. What it says of suppression files is about a feature that nobody asked for here.</summary>
internal sealed class QuietEngine : IBuildEngine
{
    /// <inheritdoc/>
    public bool ContinueOnError => false;

    /// <inheritdoc/>
    public int LineNumberOfTaskNode => 0;

    /// <inheritdoc/>
    public int ColumnNumberOfTaskNode => 0;

    /// <inheritdoc/>
    public string ProjectFileOfTaskNode => string.Empty;

    /// <summary>Whether an error was logged.</summary>
    public bool Failed { get; private set; }

    /// <inheritdoc/>
    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

    /// <inheritdoc/>
    public void LogCustomEvent(CustomBuildEventArgs e)
    {
    }

    /// <inheritdoc/>
    public void LogErrorEvent(BuildErrorEventArgs e) => Failed = true;

    /// <inheritdoc/>
    public void LogMessageEvent(BuildMessageEventArgs e)
    {
    }

    /// <inheritdoc/>
    public void LogWarningEvent(BuildWarningEventArgs e)
    {
    }
}
