using System.Globalization;
using System.Text;

namespace ModuleBuild.Packaging.Docs.Markdown;

/// <summary>
/// Text of a manifest as one line that shows all it holds: white space is one space, and what has no picture of its own (control
/// characters, marks of writing direction, tags) is written out as <c>[U+202E]</c>, because it can make a reader see other words
/// than those that are there (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
/// </summary>
internal static class VisibleText
{
    /// <summary>The line.</summary>
    /// <param name="text">Any text; unpaired surrogates become U+FFFD.</param>
    public static string Of(string? text)
    {
        var line = new StringBuilder();
        var gap = false;
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                gap = line.Length > 0;
                continue;
            }

            if (gap)
            {
                line.Append(' ');
                gap = false;
            }

            if (IsHidden(rune))
            {
                line.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            }
            else
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString();
    }

    /// <summary>The line, cut to a number of characters with an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">The longest result in UTF-16 code units.</param>
    public static string Of(string? text, int length)
    {
        var line = Of(text);
        if (line.Length <= length)
        {
            return line;
        }

        var end = length - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    // The joiners are part of the spelling of several scripts and of emoji.
    private static bool IsHidden(Rune rune) => rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune) is (UnicodeCategory.Control or UnicodeCategory.Format);
}
