using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Packaging;

namespace ModuleBuild.Cli.Output;

/// <summary>Writes findings in the format that was asked for.</summary>
/// <param name="terminal">Whose colours.</param>
/// <param name="writer">Where to.</param>
/// <param name="format">How.</param>
/// <param name="currentFolder">Absolute path that shown paths are relative to.</param>
internal sealed class FindingReport(Terminal terminal, TextWriter writer, OutputFormat format, string currentFolder)
{
    /// <summary>Writes all findings of a command; to be called once.</summary>
    /// <param name="findings">What remains.</param>
    /// <param name="accepted">What a baseline took out.</param>
    /// <param name="subject">What was looked at, for the summary, for example <c>3 manifests</c>; null for no summary.</param>
    /// <returns>The exit code that they mean.</returns>
    public int Write(IReadOnlyList<Finding> findings, IReadOnlyList<Finding> accepted, string? subject)
    {
        switch (format)
        {
            case OutputFormat.Json:
                writer.WriteLine(FindingFormats.Json([.. findings.Select(Shorten)]).TrimEnd());
                break;
            case OutputFormat.Sarif:
                var root = ShownPaths.RepositoryRoot(currentFolder);
                writer.WriteLine(FindingFormats.Sarif(findings, accepted, root, ToolVersion.Current).TrimEnd());
                break;
            case OutputFormat.GitHub:
                WriteGitHub(findings);
                break;
            default:
                WriteText(findings, accepted.Count, subject);
                break;
        }

        return findings.Any(finding => finding.Severity == Severity.Error) ? ExitCode.Findings : ExitCode.Success;
    }

    private Finding Shorten(Finding finding) => ShownPaths.Shorten(finding, currentFolder);

    private void WriteGitHub(IReadOnlyList<Finding> findings)
    {
        var root = ShownPaths.RepositoryRoot(currentFolder);
        foreach (var finding in findings)
        {
            writer.WriteLine(FindingFormats.GitHub(finding, root));
        }
    }

    private void WriteText(IReadOnlyList<Finding> findings, int accepted, string? subject)
    {
        foreach (var finding in findings)
        {
            writer.WriteLine(Paint(Shorten(finding)));
        }

        if (subject is not null)
        {
            writer.WriteLine(FindingSummary.Of(subject, findings, accepted));
        }
    }

    // Only the word and the code are painted, so that the place stays clickable.
    private string Paint(Finding finding)
    {
        var line = FindingFormats.Text(finding);
        var word = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
        var mark = $"{word} {finding.Code}";
        var at = line.IndexOf(mark, StringComparison.Ordinal);
        var style = finding.Severity switch { Severity.Error => Style.Red, Severity.Warning => Style.Yellow, _ => Style.Cyan };
        return at < 0 ? line : line[..at] + terminal.Paint(style, mark) + line[(at + mark.Length)..];
    }
}
