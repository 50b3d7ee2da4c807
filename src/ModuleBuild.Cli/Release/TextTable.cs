using ModuleBuild.Cli.Output;

namespace ModuleBuild.Cli.Release;

/// <summary>A table of texts for people: columns as wide as their widest text, two spaces between them. Who can write to a store can write no escape to a terminal.</summary>
internal static class TextTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="indent">What each line starts with.</param>
    /// <param name="rows">The rows, all of the same length; the first is the heading.</param>
    public static void Write(TextWriter writer, string indent, IReadOnlyList<string[]> rows)
    {
        var shown = rows.Select(row => row.Select(ForeignText.Line).ToArray()).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => shown.Max(row => row[column].Length)).ToArray();
        foreach (var row in shown)
        {
            writer.WriteLine((indent + string.Join("  ", row.Select((text, column) => text.PadRight(widths[column])))).TrimEnd());
        }
    }
}
