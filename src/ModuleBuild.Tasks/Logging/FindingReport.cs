using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Tasks.Logging;

/// <summary>Turns findings into MSBuild's diagnostics, so that NoWarn, WarningsAsErrors and -warnaserror apply to warnings as everywhere.</summary>
internal static class FindingReport
{
    /// <summary>Logs findings. Line and column only: the four-number form is not understood by common problem matchers.</summary>
    /// <param name="log">The task's log.</param>
    /// <param name="findings">What to log, in order.</param>
    /// <param name="errorsOnly">Leaves out warnings and notes, which an earlier stage of the same build has reported.</param>
    /// <returns>The codes of what was logged as error or warning: a build that has any is not clean.</returns>
    public static ITaskItem[] Log(TaskLoggingHelper log, IEnumerable<Finding> findings, bool errorsOnly = false)
    {
        var unclean = new List<ITaskItem>();
        foreach (var finding in findings.Where(finding => !errorsOnly || finding.Severity == Severity.Error))
        {
            Log(log, finding);
            if (finding.Severity != Severity.Note)
            {
                unclean.Add(new TaskItem(finding.Code));
            }
        }

        return [.. unclean];
    }

    private static void Log(TaskLoggingHelper log, Finding finding)
    {
        var (file, line, column) = finding.Location;
        var link = finding.Descriptor.HelpLink;

        // Loggers repeat place and code before every line of a diagnostic: a diff of forty lines would look like forty errors.
        var lines = finding.Message.Split('\n', 2);
        switch (finding.Severity)
        {
            case Severity.Error:
                log.LogError(null, finding.Code, null, link, file, line, column, 0, 0, "{0}", lines[0].TrimEnd());
                break;
            case Severity.Warning:
                log.LogWarning(null, finding.Code, null, link, file, line, column, 0, 0, "{0}", lines[0].TrimEnd());
                break;
            default:
                log.LogMessage(null, finding.Code, null, file, line, column, 0, 0, MessageImportance.Normal, "{0}", lines[0].TrimEnd());
                break;
        }

        if (lines is [_, var rest] && finding.Severity != Severity.Note)
        {
            log.LogMessage(MessageImportance.High, "{0}", rest);
        }
    }
}
