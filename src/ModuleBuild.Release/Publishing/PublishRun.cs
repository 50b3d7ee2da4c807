using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Publishing;

/// <summary>Where a publisher publishes to, and by which rules.</summary>
/// <param name="Feed">Takes packages.</param>
/// <param name="SymbolsFeed">Takes symbols; the same one as a rule.</param>
/// <param name="Journal">The journal; null where there is no store, and only what feeds have tells what is done.</param>
/// <param name="Policy">The rules.</param>
public sealed record PublishTools(IPackagePublisher Feed, IPackagePublisher SymbolsFeed, PublishJournal? Journal, ReleaseSettings Policy);

/// <summary>One run: its packages, and the journal as it was last seen.</summary>
/// <param name="tools">Where to.</param>
/// <param name="plan">What is to be done.</param>
internal sealed class PublishRun(PublishTools tools, PublishPlan plan)
{
    private readonly FeedPair _feeds = new(tools.Feed.Address, tools.SymbolsFeed.Address);
    private JournalSnapshot _journal = plan.Journal;

    /// <summary>The packages, in the order of the plan.</summary>
    public ImmutableArray<PublishablePackage> Packages { get; } = [.. plan.Steps.Select(step => step.Package)];

    /// <summary>How far a package came in the feed; null where the journal does not know.</summary>
    /// <param name="package">The package.</param>
    public PublishState? StateOf(PublishablePackage package) => _journal.Find(package.File)?.In(tools.Feed.Address)?.State;

    /// <summary>Writes down how far packages came.</summary>
    /// <param name="state">How far.</param>
    /// <param name="packages">Which.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Why it could not be written; null where it was, or where there is no journal.</returns>
    public async Task<Finding?> JournalAsync(PublishState state, ImmutableArray<PublishablePackage> packages, CancellationToken cancellation)
    {
        if (tools.Journal is null)
        {
            return null;
        }

        FaultPoints.Pass();
        var written = await tools.Journal.AdvanceAsync(_journal, Packages, _feeds, state, packages, cancellation);
        FaultPoints.Pass();
        _journal = written.Value ?? _journal;
        return written.Problem;
    }
}
