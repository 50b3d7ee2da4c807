using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>
/// The manifest's description. It may be Markdown, and it is not ours: its paragraphs and lists keep their form, and everything else
/// is shown as it was typed, so that no description can bring a link, a picture or HTML into somebody's catalogue.
/// </summary>
internal static class DescriptionText
{
    /// <summary>Writes the description; nothing where there is none.</summary>
    /// <param name="document">The page.</param>
    /// <param name="description">Any text, or null.</param>
    public static void Write(MarkdownDocument document, string? description)
    {
        var block = new List<string>();
        foreach (var line in (description ?? string.Empty).ReplaceLineEndings("\n").Split('\n').Append(string.Empty))
        {
            var trimmed = line.Trim();
            if (trimmed.Length > 0)
            {
                block.Add(Line(trimmed));
            }
            else if (block.Count > 0)
            {
                document.Paragraph(string.Join('\n', block));
                block.Clear();
            }
        }
    }

    private static string Line(string line)
    {
        var marker = ListMarker(line);
        return marker + MarkdownText.Inline(line[marker.Length..]);
    }

    private static string ListMarker(string line)
    {
        if (line is ['-' or '*' or '+', ' ', ..])
        {
            return line[..2];
        }

        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and <= 9 && line[digits] is '.' or ')' && line.AsSpan(digits + 1).StartsWith(" ") ? line[..(digits + 2)] : string.Empty;
    }
}
