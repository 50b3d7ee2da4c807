using System.Text.RegularExpressions;

namespace ModuleBuild.Architecture.Tests.Documents;

/// <summary>A link in a Markdown file.</summary>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Target">As written.</param>
public sealed record MarkdownLink(int Line, string Target);

/// <summary>As much of Markdown as links and headings need: fenced code and code spans are left out.</summary>
public static class MarkdownLinks
{
    public static IEnumerable<MarkdownLink> Links(IEnumerable<string> lines) =>
        from line in Prose(lines)
        let text = Regex.Replace(line.Text, "`[^`]*`", "``")
        from match in Regex.Matches(text, @"\]\(\s*<?(?<target>[^()<>\s]+(?:\([^()\s]*\)[^()<>\s]*)?)>?(?:\s+""[^""]*"")?\s*\)|^\s*\[[^\]]+\]:\s*(?<target>\S+)|(?:src|href)=""(?<target>[^""]+)""")
        select new MarkdownLink(line.Number, match.Groups["target"].Value);

    /// <summary>The anchors of a file, as GitHub makes them from headings: lower case, punctuation dropped, spaces to hyphens.</summary>
    public static IReadOnlySet<string> Anchors(IEnumerable<string> lines)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, text) in Prose(lines))
        {
            if (Regex.Match(text, @"^#{1,6}\s+(?<title>.*?)\s*#*$") is { Success: true } heading)
            {
                var title = Regex.Replace(heading.Groups["title"].Value, @"\[([^\]]*)\]\([^)]*\)", "$1").ToLowerInvariant();
                var slug = Regex.Replace(title, @"[^\w\- ]", string.Empty).Replace(' ', '-');
                for (var copy = 0; !anchors.Add(copy == 0 ? slug : FormattableString.Invariant($"{slug}-{copy}")); copy++)
                {
                }
            }

            foreach (Match anchor in Regex.Matches(text, @"<a (?:id|name)=""([^""]+)"""))
            {
                anchors.Add(anchor.Groups[1].Value);
            }
        }

        return anchors;
    }

    private static IEnumerable<(int Number, string Text)> Prose(IEnumerable<string> lines)
    {
        string? fence = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (Regex.Match(line, @"^\s*(?<fence>`{3,}|~{3,})") is { Success: true } mark)
            {
                var found = mark.Groups["fence"].Value;
                fence = fence is null ? found : found.StartsWith(fence, StringComparison.Ordinal) ? null : fence;
            }
            else if (fence is null)
            {
                yield return (number, line);
            }
        }
    }
}
