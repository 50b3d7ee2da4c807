using System.Collections.Immutable;
using System.Text;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>Applies the fixes of findings to the bytes of their file.</summary>
public static class FixApplier
{
    /// <summary>
    /// Applies each finding's fix, as a whole or not at all. Of two fixes that touch the same place the first wins: the other
    /// was made for bytes that are no longer there, and the next run finds it again if it is still needed.
    /// </summary>
    /// <param name="content">All bytes of the file.</param>
    /// <param name="findings">Findings whose fixes edit this file; those without a fix are passed over.</param>
    /// <exception cref="ArgumentOutOfRangeException">An edit leaves the file: a bug of the rule that made it.</exception>
    public static FixResult Apply(ReadOnlySpan<byte> content, IEnumerable<Finding> findings)
    {
        var accepted = new List<TextEdit>();
        var applied = ImmutableArray.CreateBuilder<Finding>();
        var skipped = ImmutableArray.CreateBuilder<Finding>();
        foreach (var finding in findings)
        {
            if (finding.Fix is not { } fix)
            {
                continue;
            }

            if (fix.Edits.Any(edit => accepted.Exists(other => Touch(edit, other))))
            {
                skipped.Add(finding);
                continue;
            }

            accepted.AddRange(fix.Edits);
            applied.Add(finding);
        }

        return new(Rewrite(content, accepted.OrderBy(edit => edit.Start)), applied.ToImmutable(), skipped.ToImmutable());
    }

    private static byte[] Rewrite(ReadOnlySpan<byte> content, IEnumerable<TextEdit> edits)
    {
        using var result = new MemoryStream(content.Length + 256);
        var position = 0;
        foreach (var edit in edits)
        {
            result.Write(content[position..edit.Start]);
            result.Write(Encoding.UTF8.GetBytes(edit.NewText));
            position = edit.Start + edit.Length;
        }

        result.Write(content[position..]);
        return result.ToArray();
    }

    /// <summary>Two edits share a byte, or one inserts at the edge of the other, where their order would decide the result.</summary>
    private static bool Touch(TextEdit left, TextEdit right)
    {
        var (leftEnd, rightEnd) = (left.Start + left.Length, right.Start + right.Length);
        return left.Length == 0 || right.Length == 0
            ? left.Start <= rightEnd && right.Start <= leftEnd
            : left.Start < rightEnd && right.Start < leftEnd;
    }
}

/// <summary>What applying fixes gave.</summary>
/// <param name="Content">The new bytes of the file.</param>
/// <param name="Applied">Findings whose fixes are in it, in the order given.</param>
/// <param name="Skipped">Findings whose fixes touched a place that another fix had changed.</param>
public sealed record FixResult(byte[] Content, ImmutableArray<Finding> Applied, ImmutableArray<Finding> Skipped);
