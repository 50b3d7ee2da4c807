using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Servers;

/// <summary>Reads the two documents in which servers list the versions of a package.</summary>
internal static class VersionLists
{
    /// <summary>PackageBaseAddress: versions and nothing else.</summary>
    public static FeedList ReadPlain(JsonElement root) => new(
        null, [.. root.GetProperty("versions").EnumerateArray().Select(version => new FeedVersion(new VersionListing(Version(version))))]);

    /// <summary>A registration index: its pages, of which those without entries are documents of their own.</summary>
    public static RegistrationIndex ReadIndex(JsonElement root)
    {
        var pages = root.GetProperty("items").EnumerateArray().ToList();
        return new RegistrationIndex(
            [.. pages.Where(page => page.TryGetProperty("items", out _)).Select(ReadPage)],
            [
                .. pages.Where(page => !page.TryGetProperty("items", out _)).Select(page => new RegistrationPage(
                    page.GetProperty("@id").GetString()!,
                    $"{Version(page.GetProperty("lower")).ToNormalizedString()}-{Version(page.GetProperty("upper")).ToNormalizedString()}")),
            ]);
    }

    /// <summary>A page of a registration.</summary>
    public static FeedList ReadPage(JsonElement page)
    {
        var entries = page.GetProperty("items").EnumerateArray().ToList();
        return new FeedList(
            entries.Count == 0 ? null : entries[0].GetProperty("catalogEntry").GetProperty("id").GetString(),
            [.. entries.Select(ReadEntry)]);
    }

    private static FeedVersion ReadEntry(JsonElement leaf)
    {
        var entry = leaf.GetProperty("catalogEntry");
        return new FeedVersion(
            new VersionListing(
                Version(entry.GetProperty("version")),
                !entry.TryGetProperty("listed", out var listed) || listed.ValueKind != JsonValueKind.False,
                Deprecation(entry)),
            leaf.TryGetProperty("packageContent", out var content) && content.ValueKind == JsonValueKind.String ? content.GetString() : null);
    }

    private static string? Deprecation(JsonElement entry)
    {
        if (!entry.TryGetProperty("deprecation", out var deprecation) || deprecation.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var message = deprecation.TryGetProperty("message", out var text) ? text.GetString() : null;
        var reasons = deprecation.TryGetProperty("reasons", out var list) && list.ValueKind == JsonValueKind.Array
            ? string.Join(", ", list.EnumerateArray().Select(reason => reason.GetString()))
            : string.Empty;
        return !string.IsNullOrWhiteSpace(message) ? message.Trim() : reasons.Length > 0 ? reasons : "deprecated";
    }

    private static NuGetVersion Version(JsonElement version) =>
        NuGetVersion.TryParse(version.GetString(), out var parsed) ? parsed : throw new InvalidDataException($"'{version}' is no version");
}

/// <summary>What a registration index holds.</summary>
/// <param name="Here">Pages in it.</param>
/// <param name="Elsewhere">Pages that are documents of their own.</param>
internal sealed record RegistrationIndex(ImmutableArray<FeedList> Here, ImmutableArray<RegistrationPage> Elsewhere)
{
    /// <summary>Of a package that the server does not have.</summary>
    public static RegistrationIndex None { get; } = new([], []);
}

/// <summary>A page that is a document of its own.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Bounds">First and last version, as NuGet's cache names the page.</param>
internal sealed record RegistrationPage(string Address, string Bounds);
