using System.Collections.Concurrent;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Feeds;

/// <summary>
/// What sources said of vulnerabilities, for as long as a build lasts: fifty modules read the list of a source once, and wait once for a
/// source that does not answer.
/// </summary>
public sealed class AdvisoryMemory
{
    private readonly ConcurrentDictionary<string, Lazy<Task<SourceAnswer<AdvisoryList>>>> _answers = new(StringComparer.Ordinal);

    internal async Task<SourceAnswer<AdvisoryList>> AskAsync(IFeed feed, CancellationToken cancellation)
    {
        var address = feed.Source.Source;
        var answer = _answers.GetOrAdd(address, _ => new(() => feed.AdviseAsync(cancellation)));
        try
        {
            return await answer.Value;
        }
        catch (OperationCanceledException)
        {
            // Whoever asked first has gone, which says nothing of the source.
            _answers.TryRemove(KeyValuePair.Create(address, answer));
            cancellation.ThrowIfCancellationRequested();
            return await feed.AdviseAsync(cancellation);
        }
    }
}
