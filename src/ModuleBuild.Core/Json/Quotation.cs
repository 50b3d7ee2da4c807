using System.Text;

namespace ModuleBuild.Core.Json;

/// <summary>Text of a user inside a message: on one line, short, and never able to disturb a terminal.</summary>
internal static class Quotation
{
    private const int Longest = 60;

    /// <summary>The text in double quotes.</summary>
    public static string Of(string text) => $"\"{Shorten(text)}\"";

    /// <summary>The text, cut after 60 characters, with control characters as escapes.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= Longest && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Any(Disturbs))
        {
            return text;
        }

        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Longest)
            {
                return shown.Append('…').ToString();
            }

            if (rune.IsBmp && Disturbs((char)rune.Value))
            {
                shown.Append(Escape((char)rune.Value));
            }
            else
            {
                shown.Append(rune);
            }
        }

        return shown.ToString();
    }

    // Controls, line separators and the marks that turn the direction of text.
    private static bool Disturbs(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escape(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => FormattableString.Invariant($"\\u{(int)c:x4}"),
    };
}
