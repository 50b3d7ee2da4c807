using System.Globalization;
using System.Text;

namespace ModuleBuild.Core.Tests.Manifest.Robustness;

/// <summary>One change of a text. Places are fractions of it in thousandths, so that a change fits whatever came before.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where.</param>
/// <param name="Other">A second place, or a length.</param>
/// <param name="Token">What is put in.</param>
internal sealed record Mutation(MutationKind Kind, int Place, int Other, int Token)
{
    /// <summary>Bytes that parsers trip over.</summary>
    public static readonly byte[][] Tokens =
    [
        .. new[]
        {
            ",", ":", "{", "}", "[", "]", "\"", "\\", "//", "/*", "*/", "/", "\n", "\r", "\t", "\0", "\u0001", "'", "#", "-", "+", ".", "1e", "1e999", "00",
            "null", "nul", "True", "NaN", "\\u", "\\ud800", "\\udc00", "\\x", "\uFEFF", "é", "😀", "\u2028", "\u202E", ",,", ", }", "\"\"", "{}{}", "x-", "~1",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xFF, 0xFE],
    ];

    /// <summary>Values for the place of another.</summary>
    public static readonly string[] Values =
    [
        "null", "true", "false", "\"true\"", "0", "-1", "1.5", "1e999", "99999999999999999999", "\"\"", "\" \"", "\"1\"", "\"1.0\"", "\"v1.2.3\"", "\"^1.2\"", "\"~=1.2.3\"",
        "\">=1 <2\"", "\"1.x\"", "\"^1 || ^2\"", "\"[2,1]\"", "\"[1,2)\"", "\"5s\"", "\"00:00:01\"", "\"25:00:00\"", "\"128MiB\"", "\"1 Gi\"", "\"500m\"", "\"Optional\"", "\"required\"",
        "\"Unhealthy\"", "\"assembly\"", "\"README.md\"", "\"http://example.com\"", "\"https://example.com\"", "\"Network:DNS\"", "\"network:access:https://a.b/\"", "\"commerce\"",
        "\"a\\nb\"", "\"\\ud800\"", "[]", "{}", "[[]]", "[{}]", "[null]", "[\"aa\",\"aa\"]", "[\"aa\",\"bb\",]", "{\"a\":1,\"a\":1}", "{\"version\":\"1.0\",\"kind\":\"peer\"}", "/* c */ 1", "1 // c",
        "{\"permission\":\"network:dns\",\"reason\":\"because of this\"}", "\"acme orders\"", "\"Acme.Orders\"", "\"😀😀😀😀\"",
    ];

    /// <summary>Does it.</summary>
    public byte[] Apply(byte[] text) => Kind switch
    {
        MutationKind.FlipBit => Flip(text),
        MutationKind.Delete => [.. text[..At(text, Place)], .. text[Math.Min(text.Length, At(text, Place) + (Other % 40))..]],
        MutationKind.Insert => [.. text[..At(text, Place)], .. Chosen, .. text[At(text, Place)..]],
        MutationKind.Copy => Copy(text),
        MutationKind.Truncate => text[..At(text, Place)],
        MutationKind.Value => Lines(text, ReplaceValue),
        MutationKind.Name => Lines(text, ChangeName),
        _ => Lines(text, line => $"{line}\n{line}"),
    };

    private byte[] Chosen => Tokens[Token % Tokens.Length];

    private static int At(byte[] text, int place) => (int)((long)text.Length * place / 1000);

    private byte[] Flip(byte[] text)
    {
        byte[] changed = [.. text];
        if (text.Length > 0)
        {
            changed[Math.Min(text.Length - 1, At(text, Place))] ^= (byte)(1 << (Other % 8));
        }

        return changed;
    }

    private byte[] Copy(byte[] text)
    {
        var from = At(text, Other);
        var piece = text[from..Math.Min(text.Length, from + (Token * 3))];
        return [.. text[..At(text, Place)], .. piece, .. text[At(text, Place)..]];
    }

    private byte[] Lines(byte[] text, Func<string, string> change)
    {
        // Latin-1 keeps every byte as it is.
        var lines = Encoding.Latin1.GetString(text).Split('\n');
        var line = lines.Length * Place / 1000;

        // Lines of brackets hold the text together.
        lines[line] = lines[line].TrimEnd(',') is [.., not ('{' or '[' or '}' or ']')] ? change(lines[line]) : lines[line];
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private string ReplaceValue(string line)
    {
        var colon = line.IndexOf("\": ", StringComparison.Ordinal);
        var value = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Values[((Other * 7) + Token) % Values.Length]));
        var comma = line.EndsWith(',') ? "," : "";
        return colon < 0 ? $"{value}{comma}" : $"{line[..(colon + 3)]}{value}{comma}";
    }

    private string ChangeName(string line)
    {
        var colon = line.IndexOf("\": ", StringComparison.Ordinal);
        var start = colon < 0 ? -1 : line.LastIndexOf('"', Math.Max(0, colon - 1));
        return start < 0 ? line : (Other % 3) switch
        {
            0 => line.Remove(start + 1, Math.Min(1, colon - start - 1)),
            1 => line.Insert(colon, ((char)('a' + (Token % 26))).ToString(CultureInfo.InvariantCulture)),
            _ => line[..start] + line[start..colon].ToUpperInvariant() + line[colon..],
        };
    }
}

internal enum MutationKind
{
    FlipBit,
    Delete,
    Insert,
    Copy,
    Truncate,
    Value,
    Name,
    RepeatLine,
}
