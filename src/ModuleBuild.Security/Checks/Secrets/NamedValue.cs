using System.Buffers;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>
/// A value beside its name, in the forms of many languages: <c>"name": "…"</c>, <c>name = '…'</c>, <c>NAME=…</c>, <c>name: …</c>,
/// <c>&lt;name&gt;…&lt;/name&gt;</c>, <c>key="name" value="…"</c>.
/// </summary>
/// <param name="Start">Index of the value.</param>
/// <param name="Length">Its length.</param>
/// <param name="IsBare">Whether nothing says where it begins and ends but its line.</param>
internal readonly record struct NamedValue(int Start, int Length, bool IsBare)
{
    private const int LongestName = 64;
    private const int Longest = 256;

    private static readonly SearchValues<char> Name = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:");
    private static readonly SearchValues<char> Bare = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.~");

    // What may stand before a name on a line whose value has no quotes: shells, Dockerfiles, lists of YAML.
    private static readonly string[] Declarations = ["", "-", "export", "set", "ENV", "ARG"];

    /// <summary>The name around an anchor.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Index of the anchor.</param>
    public static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text, int at)
    {
        var start = NameStart(text, at);
        return text[start..NameEnd(text, at)].TrimEnd(':');
    }

    /// <summary>The value that has the name around an anchor; null where something else follows.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Index of the anchor.</param>
    /// <param name="anchorLength">Its length.</param>
    public static NamedValue? After(ReadOnlySpan<char> text, int at, int anchorLength)
    {
        var limit = Math.Min(text.Length, at + anchorLength + LongestName);
        var i = NameEnd(text[..limit], at + anchorLength);
        // A colon may have been taken for a part of the name: Section:Key is how settings are named.
        var hasSign = i < limit && text[i - 1] == ':';
        if (!hasSign && i < limit)
        {
            i += text[i] == '\\' ? 1 : 0; // JSON in a string
            var isQuoted = i < limit && text[i] is '"' or '\'';
            i += isQuoted ? 1 : 0;
            if (!isQuoted && i < limit && text[i] == '>')
            {
                return Element(text, i + 1);
            }

            i = isQuoted ? SkipWordValue(text[..limit], i) : i;
        }

        for (; i < limit; i++)
        {
            switch (text[i])
            {
                case ' ' or '\t':
                case '>' when text[i - 1] == '=': // PHP and Ruby
                case '@' or '\\' when i + 1 < limit && text[i + 1] is '"' or '\'':
                    break;
                case ':' or '=':
                    hasSign = true;
                    break;
                case '"' or '\'' when hasSign:
                    return Quoted(text, i);
                default:
                    return hasSign && IsDeclared(text, at) ? OfLine(text, i) : null;
            }
        }

        return null;
    }

    private static int NameStart(ReadOnlySpan<char> text, int at)
    {
        var from = Math.Max(0, at - LongestName);
        return from + text[from..at].LastIndexOfAnyExcept(Name) + 1;
    }

    private static int NameEnd(ReadOnlySpan<char> text, int at)
    {
        var length = text.Slice(at, Math.Min(LongestName, text.Length - at)).IndexOfAnyExcept(Name);
        return length < 0 ? Math.Min(text.Length, at + LongestName) : at + length;
    }

    // key="ApiKey" value="…", and { "name": "API_KEY", "value": "…" }: behind the word, where its sign stands.
    private static int SkipWordValue(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..].TrimStart(" \t\r\n,");
        rest = rest is ['"' or '\'', ..] ? rest[1..] : rest;
        if (!rest.StartsWith("value", StringComparison.OrdinalIgnoreCase))
        {
            return at;
        }

        rest = rest[5..];
        return text.Length - (rest is ['"' or '\'', ..] ? rest.Length - 1 : rest.Length);
    }

    private static NamedValue? Quoted(ReadOnlySpan<char> text, int quote)
    {
        var start = quote + 1;
        var rest = text.Slice(start, Math.Min(Longest + 1, text.Length - start));
        var end = rest.IndexOf(text[quote]);
        end -= end > 0 && rest[end - 1] == '\\' ? 1 : 0;
        return end < 0 ? null : new NamedValue(start, end, false);
    }

    private static NamedValue? Element(ReadOnlySpan<char> text, int start)
    {
        var rest = text.Slice(start, Math.Min(Longest + 1, text.Length - start));
        var end = rest.IndexOf("</", StringComparison.Ordinal);
        return end < 0 ? null : new NamedValue(start, end, false);
    }

    // Up to the end of the line, or a comment.
    private static NamedValue? OfLine(ReadOnlySpan<char> text, int start)
    {
        var rest = text.Slice(start, Math.Min(Longest + 1, text.Length - start));
        var length = rest.IndexOfAnyExcept(Bare);
        if (length < 0)
        {
            return rest.Length <= Longest ? new NamedValue(start, rest.Length, true) : null;
        }

        var after = rest[length..].TrimStart(" \t");
        return after is [] or ['\r' or '\n', ..] || (after is ['#', ..] && after.Length < rest.Length - length)
            ? new NamedValue(start, length, true)
            : null;
    }

    private static bool IsDeclared(ReadOnlySpan<char> text, int at)
    {
        var start = NameStart(text, at);
        var from = Math.Max(0, start - LongestName);
        var before = text[from..start];
        var line = before.LastIndexOf('\n');
        if (line < 0 && from > 0)
        {
            return false;
        }

        before = before[(line + 1)..].TrimEnd("\"'").Trim(" \t");
        foreach (var word in Declarations)
        {
            if (before.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
