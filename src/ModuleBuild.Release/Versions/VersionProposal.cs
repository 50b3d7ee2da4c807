using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Compatibility;
using NuGet.Versioning;

namespace ModuleBuild.Release.Versions;

/// <summary>Which version comes next, and why.</summary>
/// <param name="Last">The last release; null where there is none yet.</param>
/// <param name="Version">The version.</param>
/// <param name="Change">The largest change that asks for it.</param>
/// <param name="Reasons">What says so, as sentences, the largest change first.</param>
public sealed record VersionProposal(NuGetVersion? Last, NuGetVersion Version, ApiChange Change, ImmutableArray<string> Reasons)
{
    private const int MostNamed = 3;

    // What somebody wrote is believed where it asks for more than what was compared: behaviour is not in a signature.
    private static readonly (string Group, ApiChange Change)[] Groups =
    [
        ("Removed", ApiChange.Breaking),
        ("Added", ApiChange.Addition),
        ("Changed", ApiChange.Addition),
        ("Deprecated", ApiChange.Addition),
    ];

    /// <summary>Proposes.</summary>
    /// <param name="current">The version that the module has now; it stands where nothing was released yet.</param>
    /// <param name="api">The public API against the last release; null where it was not compared.</param>
    /// <param name="changelog">The changelog; null where there is none.</param>
    public static VersionProposal Of(NuGetVersion? current, ApiCompatibility? api, Changelog? changelog)
    {
        var last = api?.LastVersion ?? changelog?.Sections.Select(section => section.Version).Where(version => version is { IsPrerelease: false } && version != current).Max();
        if (last is null)
        {
            return new VersionProposal(null, current ?? new NuGetVersion(0, 1, 0), ApiChange.None, ["Nothing was released yet."]);
        }

        var entries = changelog?.Sections.Where(section => section.Version is null || section.Version > last).SelectMany(section => section.Entries).ToList() ?? [];
        var written = entries.Select(entry => (Change: ChangeOf(entry.Group, entry.Entry), entry.Group, entry.Entry)).ToList();
        var compared = api is { NotCompared: null, LastVersion: not null } ? api.Change : ApiChange.None;
        var change = written.Select(entry => entry.Change).Append(compared).Max();
        ImmutableArray<string> reasons =
        [
            .. new[] { ApiChange.Breaking, ApiChange.Addition, ApiChange.None }.SelectMany(level => ReasonsOf(level, api, written)),
            .. api is null or { NotCompared: not null } ? ["The public API was not compared with the last release: build the module where its feeds can be asked."] : Array.Empty<string>(),
            .. written.Count == 0 ? ["The changelog says nothing of what came since."] : Array.Empty<string>(),
        ];
        return new VersionProposal(last, NextVersion.After(last, change), change, reasons);
    }

    private static IEnumerable<string> ReasonsOf(ApiChange level, ApiCompatibility? api, List<(ApiChange Change, string Group, string Entry)> written)
    {
        var differences = level == ApiChange.None ? [] : (api?.Differences ?? []).Where(difference => difference.IsBreaking == (level == ApiChange.Breaking)).ToList();
        if (differences.Count > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Word(level)}: the public API differs from that of {api!.LastVersion!.ToNormalizedString()}: {string.Join(", ", differences.Take(MostNamed).Select(difference => $"{difference.Member} {difference.What}"))}{More(differences.Count)}.");
        }

        var entries = written.Where(entry => entry.Change == level).ToList();
        if (entries.Count > 0)
        {
            yield return $"{Word(level)}: the changelog says under '{string.Join("', '", entries.Select(entry => entry.Group).Distinct(StringComparer.Ordinal))}': {string.Join("; ", entries.Take(MostNamed).Select(entry => entry.Entry.TrimEnd('.')))}{More(entries.Count)}.";
        }
    }

    private static ApiChange ChangeOf(string group, string entry)
    {
        var isMarked = entry.StartsWith("**breaking", StringComparison.OrdinalIgnoreCase) || entry.StartsWith("breaking", StringComparison.OrdinalIgnoreCase)
            || entry.Contains("BREAKING CHANGE", StringComparison.Ordinal);
        return isMarked ? ApiChange.Breaking : Groups.FirstOrDefault(each => each.Group.Equals(group, StringComparison.OrdinalIgnoreCase)).Change;
    }

    private static string Word(ApiChange level) => level switch
    {
        ApiChange.Breaking => "Breaking",
        ApiChange.Addition => "Addition",
        _ => "Fix",
    };

    private static string More(int count) => count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {count - MostNamed} more") : string.Empty;
}
