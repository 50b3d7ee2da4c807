using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Asking;
using ModuleBuild.Feeds.Packages;
using NuGet.Packaging;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Merging;

/// <summary>
/// Feeds as one source. All that may be asked for a package are asked: a feed that fails is told, never passed over, because what it
/// does not say could change the answer. Of a version that several have, the first in the order of the configuration counts, where
/// their contents are the same.
/// </summary>
/// <param name="feeds">The feeds, in order.</param>
/// <param name="mapping">Which of them may be asked for an id.</param>
/// <param name="folders">Packages on this machine.</param>
/// <param name="options">How to ask.</param>
/// <param name="refresh">Opens the same feeds past NuGet's HTTP cache; null where that would change nothing.</param>
internal sealed class MergedSource(
    ImmutableArray<IFeed> feeds, Func<string, IFeed, bool> mapping, PackageFolders folders, FeedOptions options, Func<IPackageSource>? refresh)
    : IPackageSource
{
    private readonly AnswerCache<string, MergedList> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly AnswerCache<(string Id, NuGetVersion Version), PackageFacts> _facts = new(VersionKey.Comparer);

    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation)
    {
        var (list, problem) = await _lists.GetAsync(id, ListAsync, cancellation);
        return list is null ? SourceAnswer.Failed<PackageVersions>(problem!) : SourceAnswer.Of(list.Versions);
    }

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        _facts.GetAsync((id, version), (_, token) => LoadFactsAsync(id, version, token), cancellation);

    /// <inheritdoc/>
    public IPackageSource? Refresh() => refresh?.Invoke();

    private async Task<SourceAnswer<MergedList>> ListAsync(string id, CancellationToken cancellation)
    {
        // Also keeps paths and addresses free of what an id from elsewhere might hold.
        if (!PackageIdValidator.IsValidPackageId(id))
        {
            return SourceAnswer.Of(MergedList.Of(id, []));
        }

        var asked = feeds.Where(feed => mapping(id, feed)).ToList();
        if (asked.Count == 0)
        {
            return SourceAnswer.Failed<MergedList>(FeedProblem.NotMapped(id));
        }

        var answers = await Task.WhenAll(asked.Select(feed => feed.ListAsync(id, cancellation)));
        if (options.Offline)
        {
            return OfflineList.Of(id, [.. asked.Zip(answers)], folders);
        }

        return answers.FirstOrDefault(answer => answer.Problem is not null).Problem is { } problem
            ? SourceAnswer.Failed<MergedList>(problem)
            : SourceAnswer.Of(MergedList.Merge(id, [.. asked.Zip(answers, (feed, answer) => (feed, answer.Value!))]));
    }

    private async Task<SourceAnswer<PackageFacts>> LoadFactsAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        var (list, problem) = await _lists.GetAsync(id, ListAsync, cancellation);
        if (list is null)
        {
            return SourceAnswer.Failed<PackageFacts>(problem!);
        }

        if (list.Find(version) is not { } entry)
        {
            var names = string.Join("', '", feeds.Where(feed => mapping(id, feed)).Select(feed => feed.Source.Name));
            return SourceAnswer.Failed<PackageFacts>(FeedProblem.Unusable(
                list.Versions.Id, version, names, "it is not there (any more). Choose another version, or publish it again."));
        }

        var advising = AdviseAsync(id, version, cancellation);
        var (package, refusal) = await PackageAsync(list.Versions.Id, entry, cancellation);
        var (advisories, silence) = await advising;
        if (refusal is not null || silence is not null)
        {
            return SourceAnswer.Failed<PackageFacts>((refusal ?? silence)!);
        }

        var (facts, wrong) = FactsReader.Read(package!, list.Versions.Id, entry.Listing, entry.Places is [var first, ..] ? first.Feed.Source.Name : folders.Name);
        return facts is null ? SourceAnswer.Failed<PackageFacts>(wrong!) : SourceAnswer.Of(facts with { Advisories = advisories });
    }

    /// <summary>The extracted package: the one that is here, or else the first feed's.</summary>
    private async Task<(InstalledPackage? Package, Finding? Problem)> PackageAsync(string id, MergedVersion entry, CancellationToken cancellation)
    {
        var installed = folders.Find(id, entry.Listing.Version);
        if (entry.Places.Length > 1 && await Comparison.FindDifferenceAsync(id, entry, installed, options.Offline, cancellation) is { } difference)
        {
            return (null, difference);
        }

        if (installed is not null)
        {
            return (installed, null);
        }

        var (feed, version) = entry.Places[0];
        var (content, problem) = await feed.DownloadAsync(id, version, keep: false, cancellation);
        if (content is null)
        {
            return (null, problem);
        }

        using (content)
        {
            var (identity, _, damage) = PackageCheck.Inspect(content, id, entry.Listing.Version, feed.Source.Name);
            return identity is null ? (null, damage) : await folders.InstallAsync(content, identity, feed.Source);
        }
    }

    private async Task<(ImmutableArray<Advisory> Advisories, Finding? Problem)> AdviseAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(feeds.Where(feed => mapping(id, feed)).Select(feed => feed.AdviseAsync(cancellation)));
        // Offline counts what the HTTP cache knows: who works offline knows that it may be old.
        return !options.Offline && answers.FirstOrDefault(answer => answer.Problem is not null).Problem is { } problem
            ? ([], problem)
            : ([.. answers.SelectMany(answer => answer.Value?.Of(id, version) ?? []).DistinctBy(advisory => advisory.Id).OrderBy(advisory => advisory.Id, StringComparer.Ordinal)], null);
    }
}
