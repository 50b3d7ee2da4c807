using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Merging;

/// <summary>The versions of a package in all feeds, each with the feeds that have it.</summary>
/// <param name="Versions">What the caller gets.</param>
/// <param name="Entries">By version.</param>
internal sealed record MergedList(PackageVersions Versions, ImmutableSortedDictionary<NuGetVersion, MergedVersion> Entries)
{
    /// <summary>The entry of a version, or null.</summary>
    public MergedVersion? Find(NuGetVersion version) => Entries.GetValueOrDefault(version);

    /// <summary>Merges lists. Of what feeds say about one version the first counts.</summary>
    /// <param name="id">The id that was asked for; counts where no feed spells it.</param>
    /// <param name="lists">Feeds with their lists, in order.</param>
    public static MergedList Merge(string id, ImmutableArray<(IFeed Feed, FeedList List)> lists) =>
        Of(
            lists.Select(list => list.List.Id).FirstOrDefault(spelt => spelt is not null) ?? id,
            lists.SelectMany(list => list.List.Versions.Select(version => (list.Feed, Version: version)))
                .GroupBy(place => place.Version.Listing.Version)
                .Select(group => new MergedVersion(group.First().Version.Listing, [.. group])));

    /// <summary>A list of given entries.</summary>
    public static MergedList Of(string id, IEnumerable<MergedVersion> entries)
    {
        var sorted = entries.ToImmutableSortedDictionary(entry => entry.Listing.Version, entry => entry);
        return new MergedList(new PackageVersions(id, [.. sorted.Values.Select(entry => entry.Listing)]), sorted);
    }
}

/// <summary>A version with the feeds that have it.</summary>
/// <param name="Listing">What the first of them says.</param>
/// <param name="Places">Feeds, in order; none where only this machine's packages folder has it.</param>
internal sealed record MergedVersion(VersionListing Listing, ImmutableArray<(IFeed Feed, FeedVersion Version)> Places);
