using System.Globalization;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Json;

/// <summary>The bytes of a JSON file that is read strictly, or the one finding that says why it cannot be read.</summary>
internal static class StrictFile
{
    /// <summary>Reads a file's JSON: a tree, a problem, or neither where it is empty and may be.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="descriptor">The code that says that the file cannot be used; its message takes a sentence.</param>
    /// <param name="maxLength">Most bytes that it may have.</param>
    /// <param name="emptyAdvice">What to do about an empty file, as a sentence; null where it may be empty, and then says nothing.</param>
    /// <param name="mergeAdvice">What to do about merge-conflict markers, as a sentence.</param>
    public static (JsonTree? Tree, Finding? Problem) Read(
        string path, DiagnosticDescriptor descriptor, int maxLength, string? emptyAdvice, string mergeAdvice)
    {
        using var stream = NamedFile.Open(path, out var problem);
        if (stream is null)
        {
            return (null, Unusable(path, $"it {problem}."));
        }

        try
        {
            if (stream.Length > maxLength)
            {
                return (null, Unusable(path, string.Create(
                    CultureInfo.InvariantCulture, $"it has {stream.Length} bytes, and {maxLength} ({maxLength >> 20} MiB) is the limit.")));
            }

            var bytes = new byte[(int)stream.Length];
            stream.ReadExactly(bytes);
            return Parse(path, bytes, descriptor, emptyAdvice, mergeAdvice);
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return (null, Unusable(path, $"the system says: {e.Message}"));
        }

        Finding Unusable(string file, string sentence) => Finding.Create(descriptor, new SourceLocation(file), sentence);
    }

    /// <summary>Reads JSON that is no file here, or is read already.</summary>
    /// <param name="path">The path that findings show.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="descriptor">The code that says that it cannot be used; its message takes a sentence.</param>
    /// <param name="emptyAdvice">What to do about an empty file, as a sentence; null where it may be empty, and then says nothing.</param>
    /// <param name="mergeAdvice">What to do about merge-conflict markers, as a sentence.</param>
    public static (JsonTree? Tree, Finding? Problem) Parse(
        string path, byte[] bytes, DiagnosticDescriptor descriptor, string? emptyAdvice, string mergeAdvice)
    {
        if (bytes.AsSpan().Trim(" \t\r\n\uFEFF"u8).IsEmpty)
        {
            return (null, emptyAdvice is null ? null : Finding.Create(descriptor, new SourceLocation(path, 1, 1), $"the file is empty. {emptyAdvice}"));
        }

        return LineOfMarker(bytes) is { } line
            ? (null, Finding.Create(descriptor, new SourceLocation(path, line, 1), $"it has merge-conflict markers. {mergeAdvice}"))
            : (JsonTreeReader.Read(bytes), null);
    }

    // A marker starts a line that no JSON of ours has.
    private static int? LineOfMarker(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("<<<<<<<"u8) < 0 && bytes.IndexOf(">>>>>>>"u8) < 0)
        {
            return null;
        }

        var line = 0;
        foreach (var text in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            line++;
            if (text.StartsWith("<<<<<<<", StringComparison.Ordinal) || text.StartsWith(">>>>>>>", StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }
}
