using ModuleBuild.Core.Json;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest.Ranges;

/// <summary>What parsing a range gave.</summary>
/// <param name="Range">The range, or null where the text is none.</param>
/// <param name="Meant">The NuGet range that was surely meant by another ecosystem's notation, or null.</param>
/// <param name="Advice">What to do, as a sentence; empty where there is a range.</param>
public sealed record RangeParse(VersionRange? Range, string? Meant, string Advice)
{
    /// <summary>Whether the text is a range in which no version lies.</summary>
    public bool IsEmpty { get; init; }
}

/// <summary>Reads NuGet version ranges, and recognises those of npm, Python, Ruby and others.</summary>
public static class RangeReader
{
    private const int Longest = 256;
    private const string Empty = "No version lies in it: it ends before it starts.";

    /// <summary>Parses a range. Never throws for what the text is.</summary>
    /// <param name="text">What was written.</param>
    public static RangeParse Parse(string text)
    {
        if (text.Length <= Longest && VersionRange.TryParse(text, allowFloating: true, out var range))
        {
            return range.HasLowerAndUpperBounds && range.MinVersion! >= range.MaxVersion! && !(range.IsMinInclusive && range.IsMaxInclusive)
                ? new RangeParse(null, null, Empty) { IsEmpty = true }
                : new RangeParse(range, null, "");
        }

        if (text.Length <= Longest && ForeignRange.Translate(text) is { } meant)
        {
            return new RangeParse(null, meant, $"Write {Quotation.Of(meant)}, which means the same.");
        }

        if (text.Length <= Longest && EndsBeforeItStarts(text))
        {
            return new RangeParse(null, null, Empty) { IsEmpty = true };
        }

        var hasGaps = text.Contains("||", StringComparison.Ordinal) || text.Contains("!=", StringComparison.Ordinal);
        return new RangeParse(null, null, hasGaps
            ? "A NuGet range has no gaps: write the one range that you support."
            : "'[' and ']' include a version, '(' and ')' leave it out, and \"8.3\" alone means 8.3 or newer.");
    }

    // NuGet refuses most of these without saying why.
    private static bool EndsBeforeItStarts(string text)
    {
        var ends = text.Trim().Trim('[', '(', ')', ']').Split(',');
        return ends.Length == 2 && NuGetVersion.TryParse(ends[0], out var min) && NuGetVersion.TryParse(ends[1], out var max) && min >= max;
    }
}
