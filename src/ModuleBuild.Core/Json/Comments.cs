using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Json;

/// <summary>Comments, which JSON does not have.</summary>
internal static class Comments
{
    /// <summary>The byte after a comment.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="start">Offset of its first slash.</param>
    /// <param name="length">Bytes between its marks.</param>
    public static int EndOf(ReadOnlySpan<byte> bytes, int start, int length) => start + length + (bytes[start + 1] == '*' ? 4 : 2);

    /// <summary>MB0002 for a comment, with a fix that deletes it.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="start">Offset of its first slash.</param>
    /// <param name="end">The byte after it.</param>
    public static JsonProblem Problem(ReadOnlySpan<byte> bytes, int start, int end) => JsonProblem.Syntax(
        start,
        "JSON has no comments. Delete it, or keep the words in a field of your own such as \"x-note\".",
        new Fix("Delete the comment", [Deletion(bytes, start, end)]));

    /// <summary>MB0002 for a comment where not even the tolerant reader takes one; null where none starts.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="start">Offset of what may be its first slash.</param>
    public static JsonProblem? ProblemAt(ReadOnlySpan<byte> bytes, int start)
    {
        var rest = bytes[start..];
        if (rest.StartsWith("//"u8))
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            return Problem(bytes, start, end < 0 ? bytes.Length : start + end);
        }

        if (!rest.StartsWith("/*"u8))
        {
            return null;
        }

        var close = rest[2..].IndexOf("*/"u8);
        return close < 0
            ? JsonProblem.Syntax(start, "the comment that opens here is not closed. Delete it.")
            : Problem(bytes, start, start + close + 4);
    }

    // With the blanks before it, and with its line where it has one to itself.
    private static TextEdit Deletion(ReadOnlySpan<byte> bytes, int start, int end)
    {
        while (start > 0 && bytes[start - 1] is (byte)' ' or (byte)'\t')
        {
            start--;
        }

        var ownsLine = start == 0 || bytes[start - 1] is (byte)'\n' or (byte)'\r';
        if (ownsLine && end < bytes.Length && bytes[end] is (byte)'\n' or (byte)'\r')
        {
            end += bytes[end..].StartsWith("\r\n"u8) ? 2 : 1;
        }

        return new TextEdit(start, end - start, "");
    }
}
