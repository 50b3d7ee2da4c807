using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs;

/// <summary>
/// Where the generated section of a README stands. A marker is a line of its own, and not part of a code block: a README may well
/// explain its markers.
/// </summary>
/// <param name="Start">Offset of the first character after the line of the begin marker.</param>
/// <param name="End">Offset of the first character of the line of the end marker.</param>
/// <param name="NewLine">How the line of the begin marker ends.</param>
internal readonly record struct ReadmeMarkers(int Start, int End, string NewLine)
{
    /// <summary>The place; null where the markers are missing, doubled or in the wrong order.</summary>
    /// <param name="readme">The README's text.</param>
    public static ReadmeMarkers? Find(string readme)
    {
        if (MarkerLines(readme) is not [{ IsBegin: true } begin, { IsBegin: false } end])
        {
            return null;
        }

        var newLine = readme.AsSpan(0, begin.Next).EndsWith("\r\n") ? "\r\n" : "\n";
        return new ReadmeMarkers(begin.Next, end.Start, newLine);
    }

    private static List<(bool IsBegin, int Start, int Next)> MarkerLines(string readme)
    {
        var found = new List<(bool IsBegin, int Start, int Next)>();
        var fence = default(CodeFence);
        for (var at = 0; at < readme.Length;)
        {
            var next = readme.IndexOf('\n', at) is >= 0 and var lineFeed ? lineFeed + 1 : readme.Length;
            var line = readme.AsSpan(at, next - at).TrimEnd(" \t\r\n");
            fence = fence.After(line);
            if (!fence.IsOpen && (IsMarker(line, ModuleDocs.BeginMarker) || IsMarker(line, ModuleDocs.EndMarker)))
            {
                found.Add((IsMarker(line, ModuleDocs.BeginMarker), at, next));
            }

            at = next;
        }

        return found;
    }

    // Four spaces make a line code.
    private static bool IsMarker(ReadOnlySpan<char> line, string marker) =>
        line.EndsWith(marker) && line.Length - marker.Length <= 3 && line[..^marker.Length].Trim(' ').IsEmpty;
}
