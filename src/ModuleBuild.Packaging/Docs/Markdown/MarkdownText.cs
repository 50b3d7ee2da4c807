using System.Globalization;
using System.Text;

namespace ModuleBuild.Packaging.Docs.Markdown;

/// <summary>
/// Puts text of a manifest into Markdown so that it reads as it was written and can do nothing else: no markup, link, image, HTML,
/// table cell or formula comes out of it. The only links of a page are those that it makes itself, with <see cref="Link"/>.
/// </summary>
internal static class MarkdownText
{
    /// <summary>Text on one line, in a paragraph, a heading or a table cell.</summary>
    /// <param name="text">Any text.</param>
    public static string Inline(string? text)
    {
        var line = VisibleText.Of(text);
        var escaped = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            escaped.Append(Escape(line, i));
        }

        return escaped.ToString();
    }

    /// <summary>Text as code. With a <c>|</c> it is plain text instead: renderers disagree on one in the code of a table.</summary>
    /// <param name="text">Any text.</param>
    public static string Code(string? text)
    {
        var line = VisibleText.Of(text);
        if (line.Length == 0 || line.Contains('|', StringComparison.Ordinal))
        {
            return Inline(line);
        }

        var fence = new string('`', LongestRun(line, '`') + 1);
        var pad = line[0] == '`' || line[^1] == '`' ? " " : string.Empty;
        return $"{fence}{pad}{line}{pad}{fence}";
    }

    /// <summary>A list of words as code, parted by commas.</summary>
    /// <param name="words">Any texts.</param>
    public static string Codes(IEnumerable<string> words) => string.Join(", ", words.Select(Code));

    /// <summary>A link; only the text where the address is not a plain web address.</summary>
    /// <param name="text">What it shows.</param>
    /// <param name="address">An absolute https or http address.</param>
    public static string Link(string text, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? $"[{Inline(text)}]({Destination(address!)})"
            : Inline(text);

    // CommonMark: any ASCII punctuation may be escaped with a backslash. Entities stand where table parsers, HTML filters or
    // GitHub's formulas look at the text before the backslash is read.
    private static string Escape(string line, int at) => line[at] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '~' or '^' => $"\\{line[at]}",
        '_' when !IsInsideWord(line, at) => "\\_",
        '#' when at == 0 || line[at - 1] == ' ' => "\\#",
        '-' or '+' or '=' or ':' when at == 0 => $"\\{line[at]}",
        '+' or '=' or ':' when line[at - 1] == line[at] => $"\\{line[at]}",
        '.' or ')' when IsListNumber(line, at) => $"\\{line[at]}",
        '/' when IsAfter(line, at, ":") && line.AsSpan(at).StartsWith("//") => "\\/",
        '.' when IsAfter(line, at, "www") => "\\.",
        '|' => "&#124;",
        '{' => "&#123;",
        '$' => "&#36;",
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        var other => other.ToString(),
    };

    private static bool IsInsideWord(string line, int at) =>
        at > 0 && at < line.Length - 1 && char.IsLetterOrDigit(line[at - 1]) && char.IsLetterOrDigit(line[at + 1]);

    private static bool IsListNumber(string line, int at) =>
        at is > 0 and <= 9
        && line.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0
        && (at == line.Length - 1 || line[at + 1] == ' ');

    private static bool IsAfter(string line, int at, string word) => line.AsSpan(0, at).EndsWith(word, StringComparison.OrdinalIgnoreCase);

    private static int LongestRun(string line, char character)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in line)
        {
            run = c == character ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string Destination(string address)
    {
        var destination = new StringBuilder(address.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(address))
        {
            var c = (char)unit;
            if (char.IsAsciiLetterOrDigit(c) || "-._~:/?#@!+,;=%".Contains(c, StringComparison.Ordinal))
            {
                destination.Append(c);
            }
            else if (c == '&')
            {
                destination.Append("&amp;");
            }
            else
            {
                destination.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return destination.ToString();
    }
}
