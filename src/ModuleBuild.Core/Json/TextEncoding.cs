using System.Globalization;
using System.Text;
using System.Text.Unicode;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Json;

/// <summary>How the file holds its text. It must be UTF-8; a byte order mark is accepted, as editors of Windows write it.</summary>
internal static class TextEncoding
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Offset of the first byte of text.</summary>
    public static int StartOfText(ReadOnlySpan<byte> bytes) => bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;

    /// <summary>What hinders reading the bytes as text, or null.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Offset of the first byte of text.</param>
    public static JsonProblem? FindProblem(ReadOnlySpan<byte> bytes, int start)
    {
        if (Detect(bytes) is { } other)
        {
            return OtherEncoding(bytes, other);
        }

        if (Utf8.IsValid(bytes[start..]))
        {
            return null;
        }

        var at = start + FirstInvalid(bytes[start..]);
        var value = bytes[at].ToString("X2", CultureInfo.InvariantCulture);
        return JsonProblem.Syntax(at, $"the byte 0x{value} is not UTF-8. Save the file as UTF-8.");
    }

    // By the mark; without one by the NUL bytes that ASCII characters such as '{' have in UTF-16 and UTF-32.
    private static Encoding? Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        [not 0, 0, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true),
        [0, 0, 0, not 0, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true),
        [not 0, 0, not 0, 0, ..] or [not 0, 0] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        [0, not 0, 0, not 0, ..] or [0, not 0] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        _ => null,
    };

    private static JsonProblem OtherEncoding(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var name = encoding is UTF32Encoding ? "UTF-32" : "UTF-16";
        Fix? fix = null;
        try
        {
            var text = encoding.GetString(bytes[encoding.Preamble.Length..]);
            fix = new Fix("Save the file as UTF-8", [new TextEdit(0, bytes.Length, text)]);
        }
        catch (ArgumentException)
        {
            // Cut off or damaged as well: then there is no safe answer.
        }

        return JsonProblem.Syntax(0, $"the file is {name}. Save it as UTF-8.", fix);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
