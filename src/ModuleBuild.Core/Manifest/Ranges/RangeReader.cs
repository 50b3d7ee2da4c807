using ModuleBuild.Core.Manifest.Json;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest.Ranges;

/// <summary>What parsing a range gave.</summary>
/// <param name="Range">The range, or null where the text is none.</param>
/// <param name="Meant">The NuGet range that was surely meant by another ecosystem's notation, or null.</param>
/// <param name="Advice">What to do, as sentences; empty where there is a range.</param>
public sealed record RangeParse(VersionRange? Range, string? Meant, string Advice);

/// <summary>Reads NuGet version ranges, and recognises those of npm, Python, Ruby and others.</summary>
public static class RangeReader
{
    /// <summary>Parses a range. Never throws for what the text is.</summary>
    /// <param name="text">What was written.</param>
    public static RangeParse Parse(string text)
    {
        if (VersionRange.TryParse(text, allowFloating: true, out var range) && text == text.Trim())
        {
            return IsEmpty(range)
                ? new RangeParse(null, null, $"No version is in it: {Quotation.Of(text)} ends before it starts.")
                : new RangeParse(range, null, "");
        }

        if (ForeignRange.Translate(text) is { } meant)
        {
            return new RangeParse(null, meant, $"Write {Quotation.Of(meant)}.");
        }

        return new RangeParse(null, null, "'[' and ']' include a version, '(' and ')' exclude it, and \"8.3\" alone means 8.3 or newer.");
    }

    private static bool IsEmpty(VersionRange range)
    {
        if (!range.HasLowerAndUpperBounds)
        {
            return false;
        }

        var order = range.MinVersion!.CompareTo(range.MaxVersion);
        return order > 0 || (order == 0 && !(range.IsMinInclusive && range.IsMaxInclusive));
    }
}
