using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Packages;
using NuGet.Configuration;
using NuGet.Versioning;

namespace ModuleBuild.Feeds;

/// <summary>One package source of <c>nuget.config</c>. It keeps nothing in memory: who asks does.</summary>
internal interface IFeed
{
    /// <summary>The source as configured.</summary>
    PackageSource Source { get; }

    /// <summary>Which versions it has; none of a package that it does not know.</summary>
    Task<SourceAnswer<FeedList>> ListAsync(string id, CancellationToken cancellation);

    /// <summary>The bytes of a version.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">From its list.</param>
    /// <param name="keep">Whether NuGet's HTTP cache keeps them: where they do not go to the packages folder.</param>
    /// <param name="cancellation">Stops it; nothing is left behind.</param>
    Task<SourceAnswer<PackageContent>> DownloadAsync(string id, FeedVersion version, bool keep, CancellationToken cancellation);

    /// <summary>What is known of vulnerabilities here; nothing where the source does not say.</summary>
    Task<SourceAnswer<AdvisoryList>> AdviseAsync(CancellationToken cancellation);
}

/// <summary>Versions of a package in one feed.</summary>
/// <param name="Id">As the feed spells it, or null where it does not say.</param>
/// <param name="Versions">In any order.</param>
internal sealed record FeedList(string? Id, ImmutableArray<FeedVersion> Versions)
{
    /// <summary>Of a package that the feed does not have.</summary>
    public static FeedList None { get; } = new(null, []);

    /// <summary>The entry of a version, or null.</summary>
    public FeedVersion? Find(NuGetVersion version) => Versions.FirstOrDefault(entry => entry.Listing.Version == version);
}

/// <summary>A version in one feed.</summary>
/// <param name="Listing">What the feed says of it.</param>
/// <param name="Address">Where its bytes are, where the feed says so.</param>
internal sealed record FeedVersion(VersionListing Listing, string? Address = null);

/// <summary>Advisories with the ranges that they affect, by lower-case package id.</summary>
/// <param name="ById">The advisories.</param>
internal sealed record AdvisoryList(ImmutableDictionary<string, ImmutableArray<(VersionRange Range, Advisory Advisory)>> ById)
{
    /// <summary>None is known.</summary>
    public static AdvisoryList None { get; } = new(ImmutableDictionary<string, ImmutableArray<(VersionRange, Advisory)>>.Empty);

    /// <summary>Those that affect a version.</summary>
    public IEnumerable<Advisory> Of(string id, NuGetVersion version) =>
        ById.TryGetValue(id.ToLowerInvariant(), out var known)
            ? known.Where(entry => entry.Range.Satisfies(version)).Select(entry => entry.Advisory)
            : [];
}
