using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ModuleBuild.Core.Json;

/// <summary>Escapes such as <c>\ud83d</c> without their other half: allowed by JSON's grammar, but no text.</summary>
internal static class LoneSurrogate
{
    /// <summary>Offset of the backslash of the first one, or -1.</summary>
    /// <param name="raw">The inside of a well-formed JSON string.</param>
    public static int Find(ReadOnlySpan<byte> raw) => Find(raw, 0);

    /// <summary>The text with U+FFFD in the place of each.</summary>
    /// <param name="raw">The inside of a well-formed JSON string.</param>
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        var quoted = new byte[raw.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        var inside = quoted.AsSpan(1, raw.Length);
        raw.CopyTo(inside);
        for (var at = Find(inside, 0); at >= 0; at = Find(inside, at + 6))
        {
            "\\uFFFD"u8.CopyTo(inside[at..]);
        }

        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }

    private static int Find(ReadOnlySpan<byte> raw, int from)
    {
        for (var i = from; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                continue;
            }

            var unit = Unit(raw[i..]);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Unit(raw[(i + 6)..])))
            {
                i += 11;
            }
            else if (char.IsSurrogate(unit))
            {
                return i;
            }
            else
            {
                i++;
            }
        }

        return -1;
    }

    // The code unit of \uXXXX, or NUL for all else.
    private static char Unit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && escape[0] == '\\' && escape[1] == 'u'
            ? (char)ushort.Parse(Encoding.ASCII.GetString(escape[2..6]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : '\0';
}
