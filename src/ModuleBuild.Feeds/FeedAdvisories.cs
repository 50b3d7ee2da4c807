using System.Collections.Immutable;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Feeds;

/// <summary>What package sources know of vulnerabilities, for any packages, whether they have them or not.</summary>
/// <param name="feeds">The sources.</param>
/// <param name="memory">What was said before.</param>
internal sealed class FeedAdvisories(ImmutableArray<IFeed> feeds, AdvisoryMemory memory) : IAdvisorySource
{
    /// <inheritdoc/>
    public async Task<AdvisoryAnswer> AdviseAsync(ImmutableArray<PackageVersion> packages, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(feeds.Select(feed => memory.AskAsync(feed, cancellation)));
        // A source without the resource answers with that very list, which is another thing than having nothing to tell.
        var lists = answers.Select(answer => answer.Value).OfType<AdvisoryList>().Where(list => !ReferenceEquals(list, AdvisoryList.None)).ToList();
        return new AdvisoryAnswer(
            [
                .. from list in lists
                   from package in packages
                   from advisory in list.Of(package.Id, package.Version)
                   select (package, advisory),
            ],
            [.. answers.Select(answer => answer.Problem?.Message).OfType<string>()],
            lists.Count);
    }
}
