using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Manifest;
using NuGet.Versioning;

namespace ModuleBuild.Packaging.Docs.Markdown;

/// <summary>Values of a manifest in words, the same in every culture.</summary>
internal static class Words
{
    /// <summary>A range for those who do not know the notation, and as written: <c>8.3 or newer, below 9.0 (`[8.3,9.0)`)</c>.</summary>
    /// <param name="range">The range.</param>
    public static string Range(WrittenRange range) => $"{MarkdownText.Inline(Describe(range.Range))} ({MarkdownText.Code(range.Text)})";

    /// <summary>A time span: <c>1 min 30 s</c>.</summary>
    /// <param name="time">Not negative.</param>
    public static string Duration(TimeSpan time)
    {
        ImmutableArray<(int Count, string Unit)> parts =
            [(time.Days, "d"), (time.Hours, "h"), (time.Minutes, "min"), (time.Seconds, "s"), (time.Milliseconds, "ms")];
        var words = string.Join(' ', parts.Where(part => part.Count > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")));
        return words.Length > 0 ? words : "0 s";
    }

    /// <summary>A number of things: <c>1 package</c>, <c>2 packages</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">One of them.</param>
    public static string Count(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>The name of an enumeration's member as in the manifest.</summary>
    /// <param name="value">The member.</param>
    public static string Lower(Enum value) => value.ToString().ToLowerInvariant();

    // A floating range is a lower bound to NuGet: 1.* is satisfied by 2.0 too.
    private static string Describe(VersionRange range)
    {
        var lowest = range.HasLowerBound ? range.MinVersion : null;
        var highest = range.HasUpperBound ? range.MaxVersion : null;
        if (lowest is not null && lowest == highest)
        {
            return $"exactly {Text(lowest)}";
        }

        var from = lowest is null || IsFirst(range) ? null : range.IsMinInclusive ? $"{Text(lowest)} or newer" : $"newer than {Text(lowest)}";
        var to = highest is null ? null : range.IsMaxInclusive ? $"up to {Text(highest)}" : $"below {Text(highest)}";
        return (from, to) switch
        {
            (null, null) => "any version",
            (null, _) => to,
            (_, null) => from,
            _ => $"{from}, {to}",
        };
    }

    // '*' is parsed as 0.0.0 or newer.
    private static bool IsFirst(VersionRange range) => range.IsFloating && range.MinVersion!.Version == new Version(0, 0, 0, 0);

    private static string Text(NuGetVersion version) => version.OriginalVersion ?? version.ToNormalizedString();
}
