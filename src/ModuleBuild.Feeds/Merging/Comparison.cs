using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Feeds.Packages;

namespace ModuleBuild.Feeds.Merging;

/// <summary>
/// Whether feeds that have the same version have the same content. Where they do not, one of the two is not what its name says:
/// dependency confusion.
/// </summary>
internal static class Comparison
{
    /// <summary>Compares the content of all feeds that have a version.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="entry">The version, with at least two feeds.</param>
    /// <param name="installed">The extracted package where it is here; it stands for the feed from which it came.</param>
    /// <param name="offline">Whether feeds that cannot be asked are left out.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null where all are the same; MB1017, or why a feed's content cannot be had.</returns>
    public static async Task<Finding?> FindDifferenceAsync(
        string id, MergedVersion entry, InstalledPackage? installed, bool offline, CancellationToken cancellation)
    {
        var hashes = await Task.WhenAll(entry.Places
            .Where(place => !offline || place.Feed.Source.IsLocal)
            .Select(place => HashAsync(id, place.Feed, place.Version, installed, cancellation)));
        var failed = hashes.FirstOrDefault(hash => hash.Problem is not null).Problem;
        if (failed is not null || hashes.Length == 0)
        {
            return failed;
        }

        var other = Array.Find(hashes, hash => hash.Hash != hashes[0].Hash);
        return other.Hash is null ? null : FeedProblem.Disagree(id, entry.Listing.Version, other.Feed.Source.Name, hashes[0].Feed.Source.Name);
    }

    private static async Task<(IFeed Feed, string? Hash, Finding? Problem)> HashAsync(
        string id, IFeed feed, FeedVersion version, InstalledPackage? installed, CancellationToken cancellation)
    {
        if (installed is not null && installed.Source == feed.Source.Source)
        {
            return (feed, installed.Hash, null);
        }

        // Kept in NuGet's HTTP cache: else the second feed's file would be downloaded each time.
        var (content, problem) = await feed.DownloadAsync(id, version, keep: true, cancellation);
        using (content)
        {
            return content is null ? (feed, null, problem) : Inspect(content);
        }

        (IFeed, string?, Finding?) Inspect(PackageContent content)
        {
            var (_, hash, damage) = PackageCheck.Inspect(content, id, version.Listing.Version, feed.Source.Name);
            return (feed, hash, damage);
        }
    }
}
