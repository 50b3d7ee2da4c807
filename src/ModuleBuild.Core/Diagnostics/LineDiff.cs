using System.Collections.Immutable;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>A run of lines that two texts share, or that only one of them has.</summary>
/// <param name="Kind"><c>' '</c> both, <c>'-'</c> only the old text, <c>'+'</c> only the new one.</param>
/// <param name="OldStart">Index of the run's first line in the old text; where it is only in the new one, of the line that follows it.</param>
/// <param name="NewStart">The same for the new text.</param>
/// <param name="Count">Number of lines.</param>
internal readonly record struct LineRun(char Kind, int OldStart, int NewStart, int Count);

/// <summary>
/// The shortest way from one list of lines to another, by the greedy algorithm of Eugene W. Myers, "An O(ND) Difference Algorithm and
/// Its Variations" (1986), whose names (D, k, V) are used here.
/// </summary>
internal static class LineDiff
{
    /// <summary>Texts that differ in more lines than this are shown as wholly replaced: nobody reads such a difference.</summary>
    private const int MaxD = 1000;

    /// <summary>Runs that cover both texts, in order; between two common runs, what was removed stands before what was added.</summary>
    public static ImmutableArray<LineRun> Compare(IReadOnlyList<string> oldLines, IReadOnlyList<string> newLines)
    {
        var start = 0;
        while (start < oldLines.Count && start < newLines.Count && oldLines[start] == newLines[start])
        {
            start++;
        }

        var (oldEnd, newEnd) = (oldLines.Count, newLines.Count);
        while (oldEnd > start && newEnd > start && oldLines[oldEnd - 1] == newLines[newEnd - 1])
        {
            oldEnd--;
            newEnd--;
        }

        var runs = ImmutableArray.CreateBuilder<LineRun>();
        Add(runs, ' ', 0, 0, start);
        var (x, y) = (start, start);
        foreach (var (matchX, matchY) in Matches(oldLines, newLines, start, oldEnd, newEnd).Append((oldEnd, newEnd)))
        {
            Add(runs, '-', x, y, matchX - x);
            Add(runs, '+', matchX, y, matchY - y);
            (x, y) = (matchX, matchY);
            if (x < oldEnd && y < newEnd)
            {
                Add(runs, ' ', x++, y++, 1);
            }
        }

        Add(runs, ' ', oldEnd, newEnd, oldLines.Count - oldEnd);
        return runs.DrainToImmutable();
    }

    private static void Add(ImmutableArray<LineRun>.Builder runs, char kind, int oldStart, int newStart, int count)
    {
        if (count == 0)
        {
            return;
        }

        if (runs.Count > 0 && runs[^1].Kind == kind)
        {
            runs[^1] = runs[^1] with { Count = runs[^1].Count + count };
            return;
        }

        runs.Add(new(kind, oldStart, newStart, count));
    }

    /// <summary>The lines that a shortest path keeps, in order; none where no path was found.</summary>
    private static ImmutableArray<(int X, int Y)> Matches(
        IReadOnlyList<string> oldLines, IReadOnlyList<string> newLines, int start, int oldEnd, int newEnd)
    {
        var matches = new Stack<(int, int)>();
        var (x, y) = (oldEnd, newEnd);
        var trace = Search(oldLines, newLines, start, oldEnd - start, newEnd - start);
        for (var d = trace.Count - 1; d > 0; d--)
        {
            // V of the round before tells from which diagonal the furthest path with D differences came.
            var k = x - y;
            var previousK = CameDown(trace[d - 1], d, k) ? k + 1 : k - 1;
            var previousX = trace[d - 1][previousK + d] + start;
            var previousY = previousX - previousK;
            while (x > previousX && y > previousY)
            {
                matches.Push((--x, --y));
            }

            (x, y) = (previousX, previousY);
        }

        return [.. matches];
    }

    /// <summary>
    /// For each D the furthest x on each diagonal k (at index k + D + 1); the last entry reaches the end. Empty where MaxD did not suffice.
    /// </summary>
    private static List<int[]> Search(IReadOnlyList<string> oldLines, IReadOnlyList<string> newLines, int start, int oldCount, int newCount)
    {
        var trace = new List<int[]>();
        for (var d = 0; d <= Math.Min(MaxD, oldCount + newCount); d++)
        {
            var v = new int[(2 * d) + 3];
            for (var k = -d; k <= d; k += 2)
            {
                var before = d == 0 ? null : trace[d - 1];
                var x = before is null ? 0 : CameDown(before, d, k) ? before[k + 1 + d] : before[k - 1 + d] + 1;
                var y = x - k;
                while (x < oldCount && y < newCount && oldLines[start + x] == newLines[start + y])
                {
                    x++;
                    y++;
                }

                v[k + d + 1] = x;
                if (x >= oldCount && y >= newCount)
                {
                    trace.Add(v);
                    return trace;
                }
            }

            trace.Add(v);
        }

        return [];
    }

    /// <summary>Whether the furthest path on diagonal k after D differences ends with an added line rather than a removed one.</summary>
    private static bool CameDown(int[] before, int d, int k) => k == -d || (k != d && before[k - 1 + d] < before[k + 1 + d]);
}
