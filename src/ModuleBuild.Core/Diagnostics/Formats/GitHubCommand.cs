using System.Globalization;

namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>
/// GitHub's workflow commands, see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; the escapes are
/// those of <c>@actions/core</c>.
/// </summary>
internal static class GitHubCommand
{
    public static string Of(Finding finding, string root)
    {
        var properties = new List<string>();
        var (file, line, column) = finding.Location;
        if (file.Length > 0)
        {
            properties.Add($"file={Property(ShownPath.BelowRoot(file, root) ?? file)}");
        }

        if (line > 0)
        {
            properties.Add(string.Create(CultureInfo.InvariantCulture, $"line={line}"));
        }

        if (column > 0)
        {
            properties.Add(string.Create(CultureInfo.InvariantCulture, $"col={column}"));
        }

        properties.Add($"title={Property($"{finding.Code}: {finding.Descriptor.Title}")}");
        var level = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
        return $"::{level} {string.Join(',', properties)}::{Data(string.Join('\n', VisibleText.Lines(finding.Message)))}";
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(VisibleText.OnOneLine(text))
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
