using System.Text;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>Text of Windows' editors: UTF-16, with a byte order mark or without, and UTF-32 with one.</summary>
internal static class WideText
{
    private const int Looked = 512;

    /// <summary>The encoding, where a text is in one of them; else null.</summary>
    /// <param name="bytes">The beginning of a file.</param>
    public static Encoding? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ when bytes.Length < 4 => null,
        _ when IsZeroEverySecond(bytes, 1) => Encoding.Unicode,
        _ when IsZeroEverySecond(bytes, 0) => Encoding.BigEndianUnicode,
        _ => null,
    };

    // Keys, and what is around them, are ASCII: one of their two bytes is zero, and the other never is. A program is not like that.
    private static bool IsZeroEverySecond(ReadOnlySpan<byte> bytes, int first)
    {
        bytes = bytes[..Math.Min(Looked, bytes.Length & ~1)];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0 != (i % 2 == first))
            {
                return false;
            }
        }

        return true;
    }
}
