using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Json;

/// <summary>Says what is wrong with a single string, number or word of a JSON text.</summary>
internal static partial class TokenDiagnosis
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);
    private static readonly SearchValues<byte> EndsSingleQuotes = SearchValues.Create("'\"\\\r\n\t"u8);

    /// <summary>Whether a value may start with this byte, a word that is nearly one included.</summary>
    public static bool StartsValue(byte b) => b is (byte)'"' or (byte)'{' or (byte)'[' or (byte)'-' || char.IsAsciiLetterOrDigit((char)b);

    /// <summary>What stands at the start of some bytes, for a message.</summary>
    public static string Show(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] == '"' && EndOfString(bytes, 0) is > 0 and var end)
        {
            return Quotation.Of(Encoding.UTF8.GetString(bytes[1..(end - 1)]));
        }

        var word = Word(bytes, 0);
        if (word.Length > 0)
        {
            return $"'{Quotation.Shorten(word)}'";
        }

        Rune.DecodeFromUtf8(bytes, out var rune, out _);
        return rune.IsAscii && !Rune.IsControl(rune) ? $"'{rune}'" : FormattableString.Invariant($"the character U+{rune.Value:X4}");
    }

    /// <summary>Length of the number or literal at the start of some bytes; 0 where there is none, or a wrong one.</summary>
    public static int LengthOfRightWord(ReadOnlySpan<byte> bytes)
    {
        var word = Word(bytes, 0);
        return word is "true" or "false" or "null" || IsNumber.IsMatch(word) ? word.Length : 0;
    }

    /// <summary>What is wrong with the value at a place, or null where nothing starts there that could be one.</summary>
    public static JsonProblem? OfValue(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes[at] == '"')
        {
            return OfString(bytes, at);
        }

        if (bytes[at] == '\'')
        {
            return SingleQuotes(bytes, at);
        }

        var word = Word(bytes, at);
        if (word.Length == 0)
        {
            return null;
        }

        if (Literal(word) is { } literal)
        {
            return JsonProblem.Syntax(at, $"'{word}' is not JSON. Write {literal}.", Replace(at, word, literal));
        }

        var shown = Quotation.Shorten(word);
        return char.IsAsciiLetter(word[0])
            ? JsonProblem.Syntax(at, $"'{shown}' is not JSON. A text needs double quotes.", Replace(at, word, $"\"{word}\""))
            : JsonProblem.Syntax(at, $"'{shown}' is not a JSON number. Write it like 1, -2.5 or 1e3.");
    }

    /// <summary>What is wrong with a field's name without double quotes, or null where nothing starts there that could be one.</summary>
    public static JsonProblem? OfName(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes[at] == '\'')
        {
            return SingleQuotes(bytes, at);
        }

        var word = Word(bytes, at);
        return word.Length == 0
            ? null
            : JsonProblem.Syntax(
                at, $"the field's name '{Quotation.Shorten(word)}' needs double quotes.", Replace(at, word, $"\"{word}\""));
    }

    /// <summary>What is wrong with the string whose quote stands at a place, or null.</summary>
    public static JsonProblem? OfString(ReadOnlySpan<byte> bytes, int at)
    {
        for (var i = at + 1; i < bytes.Length; i++)
        {
            switch (bytes[i])
            {
                case (byte)'"':
                    return null;
                case (byte)'\n' or (byte)'\r':
                    return JsonProblem.Syntax(
                        at, "the string that opens here has no closing '\"' on its line. Add it, or write a line break as \\n.");
                case (byte)'\t':
                    return JsonProblem.Syntax(
                        i, "a tab in a string is written \\t.", new Fix("Write the tab as \\t", [new TextEdit(i, 1, "\\t")]));
                case < 0x20:
                    return JsonProblem.Syntax(
                        i, FormattableString.Invariant($"the control character U+{bytes[i]:X4} may not stand in a string. Delete it."));
                case (byte)'\\' when EscapeLength(bytes[i..]) is > 0 and var length:
                    i += length - 1;
                    break;
                case (byte)'\\' when i + 1 < bytes.Length:
                    return BadEscape(bytes, i);
            }
        }

        return JsonProblem.Syntax(at, "the string that opens here has no closing '\"'. Add it.");
    }

    /// <summary>The byte after the string whose quote stands at a place, or -1 where it is broken.</summary>
    public static int EndOfString(ReadOnlySpan<byte> bytes, int at)
    {
        if (OfString(bytes, at) is not null)
        {
            return -1;
        }

        var i = at + 1;
        while (bytes[i] != '"')
        {
            i += bytes[i] == '\\' ? 2 : 1;
        }

        return i + 1;
    }

    private static JsonProblem BadEscape(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes[at + 1] == 'u')
        {
            return JsonProblem.Syntax(at, "\\u needs four hexadecimal digits, for example \\u00e9.");
        }

        return JsonProblem.Syntax(
            at,
            $"a backslash before {Show(bytes[(at + 1)..])} is no escape. Write a backslash as \\\\.",
            new Fix("Write the backslash as \\\\", [new TextEdit(at, 1, "\\\\")]));
    }

    private static int EscapeLength(ReadOnlySpan<byte> escape)
    {
        if (escape.Length >= 2 && "\"\\/bfnrt"u8.Contains(escape[1]))
        {
            return 2;
        }

        return escape.Length >= 6 && escape[1] == 'u' && !escape[2..6].ContainsAnyExcept(HexDigits) ? 6 : 0;
    }

    private static JsonProblem SingleQuotes(ReadOnlySpan<byte> bytes, int at)
    {
        var inside = bytes[(at + 1)..];
        var length = inside.IndexOfAny(EndsSingleQuotes);
        var fix = length >= 0 && inside[length] == '\''
            ? new Fix("Write double quotes", [new TextEdit(at, length + 2, $"\"{Encoding.UTF8.GetString(inside[..length])}\"")])
            : null;
        return JsonProblem.Syntax(at, "JSON's quotes are double: write \" in the place of '.", fix);
    }

    private static Fix Replace(int at, string word, string json) =>
        new($"Write {Quotation.Shorten(json)}", [new TextEdit(at, word.Length, json)]);

    // What other languages call true, false and null.
    private static string? Literal(string word) => word.ToLowerInvariant() switch
    {
        "true" => "true",
        "false" => "false",
        "null" or "none" or "nil" or "undefined" => "null",
        _ => null,
    };

    private static string Word(ReadOnlySpan<byte> bytes, int at)
    {
        var end = at;
        while (end < bytes.Length && (char.IsAsciiLetterOrDigit((char)bytes[end]) || "_-+.$"u8.Contains(bytes[end])))
        {
            end++;
        }

        return Encoding.ASCII.GetString(bytes[at..end]);
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex IsNumber { get; }
}
