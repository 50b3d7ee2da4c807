using System.Text;
using System.Text.RegularExpressions;
using ModuleBuild.Cli.Output;

namespace ModuleBuild.Cli.Explain;

/// <summary>Shows the Markdown of our own pages in a terminal: headings, lists, code and links; everything else as it stands.</summary>
/// <param name="terminal">Where it is shown.</param>
internal sealed partial class MarkdownText(Terminal terminal)
{
    private const string CodeIndent = "    ";

    /// <summary>The page for the eye.</summary>
    /// <param name="markdown">The page.</param>
    public string Render(string markdown)
    {
        var text = new StringBuilder();
        var inCode = false;
        foreach (var line in markdown.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                inCode = !inCode;
                continue;
            }

            text.Append(inCode ? terminal.Paint(Style.Cyan, CodeIndent + line) : RenderLine(line)).Append('\n');
        }

        return text.ToString();
    }

    [GeneratedRegex(@"`([^`]+)`")]
    private static partial Regex Code { get; }

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Strong { get; }

    [GeneratedRegex(@"\[([^\]]+)\]\((https?://[^)]+)\)")]
    private static partial Regex WebLink { get; }

    // Links to files of the repository lead nowhere from a terminal: their words stay.
    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex FileLink { get; }

    private string RenderLine(string line)
    {
        if (line.StartsWith('#'))
        {
            return terminal.Paint(Style.Bold, line.TrimStart('#').Trim());
        }

        var linked = FileLink.Replace(WebLink.Replace(line, "$1 <$2>"), "$1");
        var strong = Strong.Replace(linked, match => terminal.Paint(Style.Bold, match.Groups[1].Value));

        // Without colours the back-ticks stay: they are what tells code from words.
        return terminal.Colors ? Code.Replace(strong, match => terminal.Paint(Style.Cyan, match.Groups[1].Value)) : strong;
    }
}
