using System.Buffers;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest.Ranges;

/// <summary>
/// Version ranges in the notations of npm (semver.org's range grammar of node-semver), Python (PEP 440), Ruby and Rust, as NuGet ranges.
/// Where one notation means two things (<c>&gt;1.2</c> of npm is 1.3 or newer), the words of NuGet's users decide: more than 1.2.0.
/// </summary>
internal static class ForeignRange
{
    private static readonly SearchValues<char> EndOfVersion = SearchValues.Create(" <>=~^!");

    /// <summary>The NuGet range with the same meaning, or null where the text is none or NuGet cannot say it.</summary>
    public static string? Translate(string text)
    {
        // 'v8.3' alone is a tag's name; NuGet's '8.3' is what its writer looks for.
        if (text.StartsWith('v') && NuGetVersion.TryParse(text[1..], out _))
        {
            return text[1..];
        }

        var union = text.Split("||")
            .Select(ReadAlternative)
            .OrderBy(alternative => alternative?.Min)
            .ThenByDescending(alternative => alternative?.IncludesMin)
            .Aggregate((all, next) => next is null ? null : all?.Join(next));
        return union is not null && VersionRange.TryParse(union.ToString(), out _) ? union.ToString() : null;
    }

    // Comparators that must all hold: '>=1.2 <2', '>=1.2,<2', '1.2 - 2.3'.
    private static VersionInterval? ReadAlternative(string text)
    {
        var ends = text.Split(" - ");
        if (ends.Length == 2)
        {
            var to = PartialVersion.TryParse(ends[1].Trim());
            return PartialVersion.TryParse(ends[0].Trim()) is { } from && to is not null
                ? VersionInterval.AtLeast(from.Floor).Meet(UpTo(to))
                : null;
        }

        var intervals = Comparators(text).Select(Interval).ToArray();
        return intervals.Length == 0 ? null : intervals.Aggregate((all, next) => next is null ? null : all?.Meet(next));
    }

    private static VersionInterval UpTo(PartialVersion end) =>
        end.IsComplete ? VersionInterval.AtMost(end.Floor) : VersionInterval.Below(end.After());

    private static IEnumerable<(string Comparison, string Version)> Comparators(string text)
    {
        var rest = text.Replace("&&", " ", StringComparison.Ordinal).Replace(',', ' ').Trim();
        while (rest.Length > 0)
        {
            var version = rest.TrimStart('<', '>', '=', '~', '^', '!');
            var comparison = rest[..^version.Length];
            version = version.TrimStart();
            var end = version.AsSpan().IndexOfAny(EndOfVersion);
            end = end < 0 ? version.Length : end;
            yield return (comparison, version[..end]);
            rest = version[end..].TrimStart();
        }
    }

    private static VersionInterval? Interval((string Comparison, string Version) comparator) =>
        PartialVersion.TryParse(comparator.Version) is { } version ? Interval(comparator.Comparison, version) : null;

    private static VersionInterval? Interval(string comparison, PartialVersion version) => comparison switch
    {
        "^" => VersionInterval.Between(version.Floor, version.NextBreaking()),
        "~" => VersionInterval.Between(version.Floor, version.Next(Math.Min(1, version.Parts - 1))),
        "~>" => VersionInterval.Between(version.Floor, version.Next(Math.Max(0, version.Parts - 2))),
        "~=" when version.Parts > 1 => VersionInterval.Between(version.Floor, version.Next(version.Parts - 2)),
        ">=" => VersionInterval.AtLeast(version.Floor),
        ">" => VersionInterval.Above(version.Floor),
        "<=" => VersionInterval.AtMost(version.Floor),
        "<" => VersionInterval.Below(version.Floor),
        "=" or "==" or "===" when !version.HasWildcard => VersionInterval.Exactly(version.Floor),
        "=" or "==" or "" when version.IsComplete => VersionInterval.Exactly(version.Floor),
        "=" or "==" or "" => VersionInterval.Between(version.Floor, version.After()),
        _ => null,
    };
}
