namespace ModuleBuild.Cli.Release;

/// <summary>A table of texts for people: columns as wide as their widest text, two spaces between them.</summary>
internal static class TextTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="indent">What each line starts with.</param>
    /// <param name="rows">The rows, all of the same length; the first is the heading.</param>
    public static void Write(TextWriter writer, string indent, IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            writer.WriteLine((indent + string.Join("  ", row.Select((text, column) => text.PadRight(widths[column])))).TrimEnd());
        }
    }
}
