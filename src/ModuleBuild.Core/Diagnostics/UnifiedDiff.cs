using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>The difference of two texts in the unified format that <c>git apply</c> and <c>patch</c> read.</summary>
/// <param name="Text">Headers and hunks, each line ended by LF; empty where the texts are equal.</param>
/// <param name="Removed">Number of lines that only the old text has.</param>
/// <param name="Added">Number of lines that only the new text has.</param>
public sealed record UnifiedDiff(string Text, int Removed, int Added)
{
    private const int Context = 3;

    /// <summary>Compares two texts line by line. Lines end at LF; a CR before it is part of the line, so that it can differ.</summary>
    /// <param name="oldName">Name of the old text in the header, for example <c>a/README.md</c>.</param>
    /// <param name="newName">Name of the new text in the header.</param>
    /// <param name="oldText">The old text.</param>
    /// <param name="newText">The new text.</param>
    public static UnifiedDiff Between(string oldName, string newName, string oldText, string newText)
    {
        var oldLines = Lines(oldText);
        var newLines = Lines(newText);
        var runs = LineDiff.Compare(oldLines, newLines);
        if (runs.All(run => run.Kind == ' '))
        {
            return new(string.Empty, 0, 0);
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"--- {oldName}\n+++ {newName}\n");
        foreach (var hunk in Hunks(runs))
        {
            text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(hunk, '+')} +{Range(hunk, '-')} @@\n");
            foreach (var run in hunk)
            {
                for (var i = 0; i < run.Count; i++)
                {
                    var line = run.Kind == '+' ? newLines[run.NewStart + i] : oldLines[run.OldStart + i];
                    text.Append(run.Kind).Append(line);
                    if (!line.EndsWith('\n'))
                    {
                        text.Append("\n\\ No newline at end of file\n");
                    }
                }
            }
        }

        return new(text.ToString(), Count(runs, '-'), Count(runs, '+'));
    }

    /// <summary>Each line with the LF that ends it, so that a last line without one differs from the same line with it.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var lf ? lf + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    /// <summary>Changes with the lines around them; changes with few lines in between share a hunk.</summary>
    private static IEnumerable<ImmutableArray<LineRun>> Hunks(ImmutableArray<LineRun> runs)
    {
        var hunk = ImmutableArray.CreateBuilder<LineRun>();
        for (var i = 0; i < runs.Length; i++)
        {
            var run = runs[i];
            if (run.Kind != ' ')
            {
                hunk.Add(run);
                continue;
            }

            var after = i == 0 ? 0 : Math.Min(Context, run.Count);
            var before = i == runs.Length - 1 ? 0 : Math.Min(Context, run.Count);
            if (i > 0 && i < runs.Length - 1 && run.Count <= 2 * Context)
            {
                hunk.Add(run);
                continue;
            }

            if (after > 0)
            {
                hunk.Add(run with { Count = after });
            }

            if (hunk.Count > 0)
            {
                yield return hunk.DrainToImmutable();
            }

            if (before > 0)
            {
                var passed = run.Count - before;
                hunk.Add(run with { OldStart = run.OldStart + passed, NewStart = run.NewStart + passed, Count = before });
            }
        }

        if (hunk.Count > 0)
        {
            yield return hunk.DrainToImmutable();
        }
    }

    /// <summary>Start and length of a hunk in one of the texts. Lines count from 1; an empty range names the line before it.</summary>
    private static string Range(ImmutableArray<LineRun> hunk, char otherText)
    {
        var count = hunk.Where(run => run.Kind != otherText).Sum(run => run.Count);
        var start = otherText == '+' ? hunk[0].OldStart : hunk[0].NewStart;
        return (count, start) switch
        {
            (0, _) => FormattableString.Invariant($"{start},0"),
            (1, _) => FormattableString.Invariant($"{start + 1}"),
            _ => FormattableString.Invariant($"{start + 1},{count}"),
        };
    }

    private static int Count(ImmutableArray<LineRun> runs, char kind) => runs.Where(run => run.Kind == kind).Sum(run => run.Count);
}
