using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Packages;

namespace ModuleBuild.Feeds.Merging;

/// <summary>
/// Offline a version counts only where it can be had: in the packages folder, or in a folder feed. So resolution finds the set that
/// works on the train, instead of one that would have to be downloaded.
/// </summary>
internal static class OfflineList
{
    /// <summary>Merges what folders and the HTTP cache say with what is on this machine.</summary>
    /// <param name="id">The package.</param>
    /// <param name="answers">What each feed said.</param>
    /// <param name="folders">Packages on this machine.</param>
    /// <returns>The list; MB1015 where nothing of the package is here and some feed could not be asked.</returns>
    public static SourceAnswer<MergedList> Of(
        string id, ImmutableArray<(IFeed Feed, SourceAnswer<FeedList> Answer)> answers, PackageFolders folders)
    {
        // A folder that is not there is a mistake online and offline.
        if (answers.FirstOrDefault(answer => answer.Feed.Source.IsLocal && answer.Answer.Problem is not null).Answer.Problem is { } broken)
        {
            return SourceAnswer.Failed<MergedList>(broken);
        }

        var known = MergedList.Merge([.. answers.Where(answer => answer.Answer.Value is not null).Select(answer => (answer.Feed, answer.Answer.Value!))]);
        var installed = folders.VersionsOf(id).ToHashSet();
        var here = known.Entries.Values
            .Select(entry => entry with { Places = [.. entry.Places.Where(place => place.Feed.Source.IsLocal)] })
            .Where(entry => entry.Places.Length > 0 || installed.Contains(entry.Listing.Version))
            .Concat(installed.Where(version => known.Find(version) is null).Select(version => new MergedVersion(new VersionListing(version), [])))
            .ToList();
        var silent = answers.FirstOrDefault(answer => !answer.Feed.Source.IsLocal).Feed;
        return here.Count > 0 || silent is null
            ? SourceAnswer.Of(MergedList.Of(known.Id, here))
            : SourceAnswer.Failed<MergedList>(FeedProblem.Offline(silent.Source.Name, $"no version of {id} is in the global packages folder"));
    }
}
