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
    private readonly PackageKeeper _keeper = new(folders);

    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation)
    {
        var (list, problem) = await _lists.GetAsync(id, ListAsync, cancellation);
        return list is null ? SourceAnswer.Failed<PackageVersions>(problem!) : SourceAnswer.Of(list.ToVersions(id));
    }

    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        var answer = await GetFactsEarlyAsync(id, version, cancellation);
        return await _keeper.EndAsync(id, version) is { } problem ? SourceAnswer.Failed<PackageFacts>(problem) : answer;
    }

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageFacts>> GetFactsEarlyAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        _facts.GetAsync((id, version), (_, token) => LoadFactsAsync(id, version, token), cancellation);

    /// <inheritdoc/>
    public Task<ImmutableArray<Finding>> SettleAsync() => _keeper.EndAllAsync();

    /// <inheritdoc/>
    public IPackageSource? Refresh() => refresh?.Invoke();

    private async Task<SourceAnswer<MergedList>> ListAsync(string id, CancellationToken cancellation)
    {
        // Also keeps paths and addresses free of what an id from elsewhere might hold.
        if (!PackageIdValidator.IsValidPackageId(id))
        {
            return SourceAnswer.Of(MergedList.Of(null, []));
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
            : SourceAnswer.Of(MergedList.Merge([.. asked.Zip(answers, (feed, answer) => (feed, answer.Value!))]));
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
                list.Id ?? id, version, names, "it is not there (any more). Choose another version, or publish it again."));
        }

        var advising = AdviseAsync(id, version, cancellation);
        var (facts, refusal) = await ReadAsync(list.Id ?? id, entry, cancellation);
        var (advisories, silence) = await advising;
        return refusal is not null || silence is not null
            ? SourceAnswer.Failed<PackageFacts>((refusal ?? silence)!)
            : SourceAnswer.Of(facts! with { Advisories = advisories });
    }

    /// <summary>What the package says: the one that is here, or else the first feed's.</summary>
    private async Task<SourceAnswer<PackageFacts>> ReadAsync(string id, MergedVersion entry, CancellationToken cancellation)
    {
        var installed = folders.Find(id, entry.Listing.Version);
        if (entry.Places.Length > 1 && await Comparison.FindDifferenceAsync(id, entry, installed, options.Offline, cancellation) is { } difference)
        {
            return SourceAnswer.Failed<PackageFacts>(difference);
        }

        return installed is not null
            ? FactsReader.Read(PackageAtHand.Of(installed), id, entry.Listing, entry.Places is [var first, ..] ? first.Feed.Source.Name : folders.Name)
            : await DownloadAsync(id, entry, cancellation);
    }

    private async Task<SourceAnswer<PackageFacts>> DownloadAsync(string id, MergedVersion entry, CancellationToken cancellation)
    {
        var (feed, version) = entry.Places[0];
        var (content, problem) = await feed.DownloadAsync(id, version, keep: false, cancellation);
        if (content is null)
        {
            return SourceAnswer.Failed<PackageFacts>(problem!);
        }

        var (identity, hash, damage) = PackageCheck.Inspect(content, id, entry.Listing.Version, feed.Source.Name);
        if (identity is null)
        {
            content.Dispose();
            return SourceAnswer.Failed<PackageFacts>(damage!);
        }

        SourceAnswer<PackageFacts> answer;
        content.Stream.Position = 0;
        using (var archive = new PackageArchiveReader(content.Stream, leaveStreamOpen: true))
        {
            answer = FactsReader.Read(PackageAtHand.Of(hash!, identity, archive), id, entry.Listing, feed.Source.Name);
        }

        await _keeper.BeginAsync(content, identity, feed.Source);
        return answer;
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
