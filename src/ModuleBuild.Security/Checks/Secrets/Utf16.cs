using System.Text;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>Text of Windows' editors: UTF-16 with a byte order mark.</summary>
internal static class Utf16
{
    /// <summary>The text, where the mark is there; else null.</summary>
    /// <param name="bytes">The beginning of a file: what does not fit in one window is passed over.</param>
    public static string? Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        _ => null,
    };
}
