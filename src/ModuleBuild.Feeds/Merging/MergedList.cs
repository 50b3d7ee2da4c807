using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Merging;

/// <summary>The versions of a package in all feeds, each with the feeds that have it.</summary>
/// <param name="Id">As the first feed that says so spells it; null where none does.</param>
/// <param name="Entries">By version.</param>
internal sealed record MergedList(string? Id, ImmutableSortedDictionary<NuGetVersion, MergedVersion> Entries)
{
    /// <summary>What the caller gets.</summary>
    /// <param name="asked">The id as he spells it; counts where no feed does.</param>
    public PackageVersions ToVersions(string asked) => new(Id ?? asked, [.. Entries.Values.Select(entry => entry.Listing)]);

    /// <summary>The entry of a version, or null.</summary>
    public MergedVersion? Find(NuGetVersion version) => Entries.GetValueOrDefault(version);

    /// <summary>Merges lists. Of what feeds say about one version the first counts.</summary>
    /// <param name="lists">Feeds with their lists, in order.</param>
    public static MergedList Merge(ImmutableArray<(IFeed Feed, FeedList List)> lists) =>
        Of(
            lists.Select(list => list.List.Id).FirstOrDefault(spelt => spelt is not null),
            lists.SelectMany(list => list.List.Versions.Select(version => (list.Feed, Version: version)))
                .GroupBy(place => place.Version.Listing.Version)
                .Select(group => new MergedVersion(group.First().Version.Listing, [.. group])));

    /// <summary>A list of given entries.</summary>
    public static MergedList Of(string? id, IEnumerable<MergedVersion> entries) =>
        new(id, entries.ToImmutableSortedDictionary(entry => entry.Listing.Version, entry => entry));
}

/// <summary>A version with the feeds that have it.</summary>
/// <param name="Listing">What the first of them says.</param>
/// <param name="Places">Feeds, in order; none where only this machine's packages folder has it.</param>
internal sealed record MergedVersion(VersionListing Listing, ImmutableArray<(IFeed Feed, FeedVersion Version)> Places);
