using System.Globalization;
using System.Text;

namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>
/// Text from files and file names as it may be shown: nothing in it can move the cursor, colour a terminal, turn the reading
/// direction or begin a line that a log's reader takes for a command or another finding.
/// </summary>
internal static class VisibleText
{
    /// <summary>The text on one line; what is invisible is written as an escape, as C# does.</summary>
    public static string OnOneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                result.Append(text, i++, 2);
            }
            else if (IsVisible(text[i]))
            {
                result.Append(text[i]);
            }
            else
            {
                result.Append(text[i] switch
                {
                    '\n' => @"\n",
                    '\r' => @"\r",
                    '\t' => @"\t",
                    var other => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)other:x4}"),
                });
            }
        }

        return result.ToString();
    }

    /// <summary>The lines of a message that may have several, such as one with a diff; tabs stay.</summary>
    public static string[] Lines(string text) =>
        [.. text.TrimEnd('\r', '\n').Split('\n').Select(line => string.Join('\t', line.TrimEnd('\r').Split('\t').Select(OnOneLine)))];

    private static bool IsVisible(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c)
        && c is not ('\u2028' or '\u2029' or '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
}
