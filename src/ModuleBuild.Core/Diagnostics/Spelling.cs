namespace ModuleBuild.Core.Diagnostics;

/// <summary>"Did you mean": the nearest of some known words.</summary>
public static class Spelling
{
    /// <summary>Words longer than this are only compared for equality: what a file holds must not decide how long a build takes.</summary>
    public const int MaxLength = 256;

    private const int MostSlips = 2;

    /// <summary>The candidate nearest to a word, or null where none is near enough to be meant.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">The known words.</param>
    /// <remarks>
    /// Optimal string alignment distance, case ignored, at most a third of the longer word; ties go to the ordinally first.
    /// </remarks>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var nearestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var limit = Math.Min(nearestDistance, Math.Max(word.Length, candidate.Length) / 3);
            var distance = Distance(word, candidate, limit);
            if (distance > limit)
            {
                continue;
            }

            if (distance < nearestDistance || string.CompareOrdinal(candidate, nearest) < 0)
            {
                (nearest, nearestDistance) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>Whether a word is surely a slip of one candidate: at most two edits away, and every other candidate is further.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidate">What was meant, by <see cref="Nearest"/>.</param>
    /// <param name="candidates">The known words.</param>
    public static bool IsSure(string word, string candidate, IEnumerable<string> candidates)
    {
        var distance = Distance(word, candidate, MostSlips);
        return distance <= MostSlips && candidates.All(other => other == candidate || Distance(word, other, distance) > distance);
    }

    /// <summary>
    /// The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours that turn one word into the
    /// other, no part edited twice. Any number above <paramref name="limit"/> stands for all of them.
    /// </summary>
    private static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        if (left.Equals(right, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        if (Math.Abs(left.Length - right.Length) > limit || Math.Max(left.Length, right.Length) > MaxLength)
        {
            return int.MaxValue;
        }

        // Rows i-2, i-1 and i of the table of distances between prefixes; row i holds left[..i] against every right[..j].
        Span<int> rows = stackalloc int[3 * (right.Length + 1)];
        var beforeLast = rows[..(right.Length + 1)];
        var last = rows.Slice(right.Length + 1, right.Length + 1);
        var row = rows[(2 * (right.Length + 1))..];
        for (var j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            var smallest = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }

                smallest = Math.Min(smallest, row[j]);
            }

            // A swap looks two rows back, where the numbers are smaller by at most one: so one row of slack before giving up.
            if (smallest > limit + 1)
            {
                return int.MaxValue;
            }

            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) =>
        left == right || char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
