using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Publishing;

/// <summary>
/// Pushes one file until it is known to be there. A conflict is no proof of success, and a lost answer none of failure: what the feed has is
/// looked up and compared by its content hash, which stays the same where a feed signs packages.
/// </summary>
/// <param name="clock">The time.</param>
internal sealed class Pushing(TimeProvider clock)
{
    private const int MostAttempts = 4;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Pushes.</summary>
    /// <param name="feed">Where to.</param>
    /// <param name="file">What.</param>
    /// <param name="wasPushed">Whether the journal says that a push of these bytes was accepted before.</param>
    /// <param name="cancellation">Stops; the feed then has it or not.</param>
    /// <returns>What became of it, with the reason where it failed.</returns>
    public async Task<(PublishAction Action, Finding? Problem)> PushAsync(IPackagePublisher feed, PackageFile file, bool wasPushed, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            FaultPoints.Pass();
            var answer = await feed.PushAsync(file, cancellation);
            FaultPoints.Pass();
            switch (answer.Outcome)
            {
                case PushOutcome.Accepted:
                    return (PublishAction.Pushed, null);
                case PushOutcome.NotOffered:
                    return (PublishAction.NotOffered, answer.Problem);
                case PushOutcome.Refused:
                    return (PublishAction.Failed, answer.Problem);
                default:
                    break;
            }

            var found = await feed.FindAsync(file.Id, file.Version, file.Kind, cancellation);
            if (Verdict(feed, file, answer, found.Value, wasPushed) is { } verdict)
            {
                return verdict;
            }

            if (attempt == MostAttempts)
            {
                return (PublishAction.Failed, found.Problem ?? (answer.Outcome == PushOutcome.Conflict ? NotShownYet(feed, file) : answer.Problem));
            }

            var wait = answer.Wait ?? FirstWait * Math.Pow(2, attempt - 1);
            await Task.Delay(wait < LongestWait ? wait : LongestWait, clock, cancellation);
        }
    }

    /// <summary>MB6007 or MB6002 where a feed has other bytes; null where it has the same, or none.</summary>
    public static Finding? OtherBytes(IPackagePublisher feed, PackageFile file, PublishedContent? found) =>
        found is { Presence: Presence.Present } && found.ContentHash != file.ContentHash
            ? Finding.Create(
                DiagnosticCatalog.FeedHasOtherBytes, new SourceLocation(file.Path), feed.Name, file.ToString(), found.ContentHash, Path.GetFileName(file.Path), file.ContentHash)
            : null;

    // Null: nothing is known yet.
    private static (PublishAction Action, Finding? Problem)? Verdict(IPackagePublisher feed, PackageFile file, PushAnswer answer, PublishedContent? found, bool wasPushed) =>
        found switch
        {
            { Presence: Presence.Present } => OtherBytes(feed, file, found) is { } other ? (PublishAction.Failed, other) : (PublishAction.There, null),
            // Servers give symbols to nobody. What they have stands under a package of which the content was compared.
            { Presence: Presence.NotShown } when answer.Outcome == PushOutcome.Conflict => (PublishAction.There, null),
            // Some servers look at a package for minutes before they show it.
            { Presence: Presence.Absent } when answer.Outcome == PushOutcome.Conflict && wasPushed => (PublishAction.There, null),
            _ => null,
        };

    private static Finding NotShownYet(IPackagePublisher feed, PackageFile file) => Finding.Create(
        DiagnosticCatalog.NotPublished,
        new SourceLocation(file.Path),
        file.ToString(),
        feed.Name,
        "it says that it has this version, and does not show it yet, so that nobody can tell whether it is this one. Run the same command again in some minutes.");
}
