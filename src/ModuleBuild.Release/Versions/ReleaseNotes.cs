using System.Globalization;
using System.Text;
using ModuleBuild.Core.Capabilities;
using NuGet.Versioning;

namespace ModuleBuild.Release.Versions;

/// <summary>Writes what a release brings, as Markdown: its changelog, and what its evidence says differently from that of an earlier release.</summary>
public static class ReleaseNotes
{
    /// <summary>Writes the notes.</summary>
    /// <param name="old">The earlier release.</param>
    /// <param name="current">The release.</param>
    /// <returns>Markdown with LF, ending with one.</returns>
    public static string Of(ReleasedEvidence old, ReleasedEvidence current)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {current.Id} {current.Version.ToNormalizedString()}\n\nSince {old.Version.ToNormalizedString()}.\n");
        foreach (var section in current.Changelog?.Sections.Where(section => section.Version is { } version && version > old.Version && version <= current.Version && section.Text.Length > 0) ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Changes in {section.Version!.ToNormalizedString()}\n\n{section.Text}\n");
        }

        Append(text, "Public API", Api(old.Version, current));
        Append(text, "What it can do", Capabilities(old, current));
        Append(text, "What runs with it", Components(old, current));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string heading, IEnumerable<string> lines)
    {
        var isFirst = true;
        foreach (var line in lines)
        {
            text.Append(isFirst ? $"\n## {heading}\n\n" : string.Empty).Append("- ").Append(line).Append('\n');
            isFirst = false;
        }
    }

    private static IEnumerable<string> Api(NuGetVersion old, ReleasedEvidence current)
    {
        if (current.Compatibility?.Api is not { LastVersion: { } compared, NotCompared: null } api || api.Differences.IsEmpty)
        {
            yield break;
        }

        if (compared != old)
        {
            yield return $"Compared with {compared.ToNormalizedString()}:";
        }

        foreach (var difference in api.Differences)
        {
            yield return $"{(difference.IsBreaking ? "**Breaking:** " : string.Empty)}{Code(difference.Member)} {Plain(difference.What)}";
        }
    }

    private static IEnumerable<string> Capabilities(ReleasedEvidence old, ReleasedEvidence current)
    {
        if (current.Capabilities is null || old.Capabilities is null)
        {
            return current.Capabilities is null && old.Capabilities is null ? [] : [$"Not compared: {(old.Capabilities is null ? old.Version : current.Version).ToNormalizedString()} carries no capabilities.json."];
        }

        var (before, after) = (ByText(old.Capabilities), ByText(current.Capabilities));
        return
        [
            .. after.Where(each => !before.ContainsKey(each.Key)).Select(each => $"New: {Code(each.Key)}, by {Code(each.Value)}"),
            .. before.Where(each => !after.ContainsKey(each.Key)).Select(each => $"Gone: {Code(each.Key)}"),
        ];
    }

    private static SortedDictionary<string, string> ByText(CapabilityReport report)
    {
        var byText = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var reached in report.Capabilities)
        {
            byText.TryAdd(reached.Capability.ToString(), reached.Package);
        }

        return byText;
    }

    private static IEnumerable<string> Components(ReleasedEvidence old, ReleasedEvidence current)
    {
        if (current.Components is not { } after || old.Components is not { } before)
        {
            return [];
        }

        return
        [
            .. after.Where(each => !before.ContainsKey(each.Key)).Select(each => $"New: {Code($"{each.Key} {each.Value}")}"),
            .. after.Where(each => before.TryGetValue(each.Key, out var version) && version != each.Value).Select(each => $"{Code(each.Key)}: {Plain(before[each.Key])} → {Plain(each.Value)}"),
            .. before.Where(each => !after.ContainsKey(each.Key)).Select(each => $"Gone: {Code($"{each.Key} {each.Value}")}"),
        ];
    }

    // Names come with packages: they may not leave the line, or the code in which they stand.
    private static string Code(string text) => $"`{Plain(text).Replace('`', '\'')}`";

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
