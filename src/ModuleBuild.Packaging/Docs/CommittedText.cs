using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Packaging.Docs;

/// <summary>Compares a file of the sources with what would be generated for it.</summary>
internal static class CommittedText
{
    // What fits on a screen; the command that the message names shows all of it.
    private const int MostDiffLines = 40;

    /// <summary>Compares one file.</summary>
    /// <param name="path">Its absolute path; nothing is found where it is absent.</param>
    /// <param name="generate">What it should hold, made from what it holds; null where that is no matter of ours.</param>
    public static Finding? Check(string path, Func<string, string?> generate)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            if (!FileType.IsOrdinary(path))
            {
                return Finding.Create(DiagnosticCatalog.ProjectUnusable, new SourceLocation(path), "The documentation cannot be compared: it is no ordinary file.");
            }

            var committed = File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
            return generate(committed) is { } generated && !string.Equals(generated, committed, StringComparison.Ordinal)
                ? OutOfDate(path, committed, generated)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Create(DiagnosticCatalog.ProjectUnusable, new SourceLocation(path), $"The documentation cannot be compared: {e.Message}");
        }
    }

    private static Finding OutOfDate(string path, string committed, string generated)
    {
        var name = Path.GetFileName(path);
        var diff = UnifiedDiff.Between($"{name} (committed)", $"{name} (generated)", committed, generated);
        return Finding.Create(
            DiagnosticCatalog.DocsOutOfDate,
            new SourceLocation(path, FirstDifference(committed, generated), 1),
            name, diff.Added, diff.Removed, Bounded(diff.Text));
    }

    private static int FirstDifference(string committed, string generated)
    {
        var same = committed.AsSpan().CommonPrefixLength(generated);

        // Where the file ends too early, its last line is the nearest place.
        var line = committed.AsSpan(0, same).Count('\n') + 1;
        return same == committed.Length && committed.EndsWith('\n') ? Math.Max(1, line - 1) : line;
    }

    private static string Bounded(string diff)
    {
        var lines = diff.TrimEnd('\n').Split('\n');
        var more = lines.Length > MostDiffLines ? FormattableString.Invariant($"\n… {lines.Length - MostDiffLines} more lines") : string.Empty;
        return $"\n{string.Join('\n', lines.Take(MostDiffLines))}{more}";
    }
}
