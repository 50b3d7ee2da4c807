using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Servers;

/// <summary>Reads VulnerabilityInfo: https://learn.microsoft.com/nuget/api/vulnerability-info.</summary>
internal static class AdvisoryLists
{
    /// <summary>The index: name and address of each page.</summary>
    public static (string Name, string Address)[] ReadIndex(JsonElement root) =>
        [.. root.EnumerateArray().Select(page => (page.GetProperty("@name").GetString()!, page.GetProperty("@id").GetString()!))];

    /// <summary>A page: package ids with their vulnerabilities.</summary>
    public static AdvisoryList ReadPage(JsonElement root) => new(root.EnumerateObject().ToImmutableDictionary(
        package => package.Name.ToLowerInvariant(),
        package => ImmutableArray.CreateRange(package.Value.EnumerateArray().Select(ReadEntry))));

    /// <summary>All pages as one.</summary>
    public static AdvisoryList Join(IEnumerable<AdvisoryList> pages) => new(pages
        .SelectMany(page => page.ById)
        .GroupBy(package => package.Key, package => package.Value, StringComparer.Ordinal)
        .ToImmutableDictionary(group => group.Key, group => ImmutableArray.CreateRange(group.SelectMany(entries => entries))));

    private static (VersionRange Range, Advisory Advisory) ReadEntry(JsonElement entry)
    {
        var url = entry.GetProperty("url").GetString()!;
        var range = VersionRange.Parse(entry.GetProperty("versions").GetString()!);
        var name = url[(url.LastIndexOf('/') + 1)..];
        return (range, new Advisory(
            name.StartsWith("GHSA-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("CVE-", StringComparison.OrdinalIgnoreCase) ? name : url,
            (AdvisorySeverity)Math.Clamp(entry.GetProperty("severity").GetInt32(), (int)AdvisorySeverity.Low, (int)AdvisorySeverity.Critical),
            url,
            // "Up to and without" is how a fix is told; an inclusive end names the last affected version, not the first fixed one.
            range is { HasUpperBound: true, IsMaxInclusive: false } ? range.MaxVersion : null));
    }
}
