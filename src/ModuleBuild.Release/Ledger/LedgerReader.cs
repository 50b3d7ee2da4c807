using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Ledger;

/// <summary>Entries of a ledger, in their order.</summary>
/// <param name="Entries">The entries.</param>
public sealed record LedgerPart(ImmutableArray<LedgerEntry> Entries);

/// <summary>Reads a ledger in bulk, and checks its chain on the way.</summary>
/// <param name="store">The store.</param>
public sealed class LedgerReader(IStateStore store)
{
    // Ten folders at once: one question over the network for ten thousand entries.
    private const int AtOnce = 10_000;

    /// <summary>Reads the entries from one on.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="first">Number of the first entry.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The entries; or MB6012 where they do not hang together up to the head, MB6010 where they cannot be read.</returns>
    public async Task<SourceAnswer<LedgerPart>> ReadAsync(EnvironmentSnapshot snapshot, long first, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        var problem = await VisitAsync(snapshot, first, (entry, _) => entries.Add(entry), cancellation);
        return problem is null ? SourceAnswer.Of(new LedgerPart(entries.ToImmutable())) : SourceAnswer.Failed<LedgerPart>(problem);
    }

    /// <summary>Reads the entries from one on, and forgets each after it was looked at.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="first">Number of the first entry.</param>
    /// <param name="visit">Looks at an entry, and at the end of the chain with it.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Null; or MB6012 where the entries do not hang together up to the head, MB6010 where they cannot be read.</returns>
    public async Task<Finding?> VisitAsync(EnvironmentSnapshot snapshot, long first, Action<LedgerEntry, LedgerHead> visit, CancellationToken cancellation)
    {
        var chain = LedgerChain.From(first);
        for (var start = Math.Max(1, first); start <= snapshot.Head.Sequence && chain.Problem is null; start += AtOnce)
        {
            var count = (int)Math.Min(AtOnce, snapshot.Head.Sequence - start + 1);
            ImmutableArray<string> paths = [.. Enumerable.Range(0, count).Select(offset => StorePaths.LedgerEntry(start + offset))];
            var read = await store.ReadAsync(snapshot.Tip, paths, cancellation);
            if (read.Value is null)
            {
                return read.Problem;
            }

            foreach (var file in read.Value.Files)
            {
                if (chain.Add(file) is { } entry)
                {
                    visit(entry, chain.Head);
                }
            }
        }

        return (chain.End(snapshot.Head) ?? await BeyondAsync(snapshot, cancellation)) is { } problem ? Tell(snapshot, problem) : null;
    }

    /// <summary>MB6012.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="problem">What is wrong, as a sentence.</param>
    internal static Finding Tell(EnvironmentSnapshot snapshot, string problem) =>
        Finding.Create(DiagnosticCatalog.LedgerBroken, new SourceLocation(snapshot.Tip.Branch), snapshot.State.Environment, problem);

    private async Task<string?> BeyondAsync(EnvironmentSnapshot snapshot, CancellationToken cancellation)
    {
        var next = snapshot.Head.Sequence + 1;
        var read = await store.ReadAsync(snapshot.Tip, [StorePaths.LedgerEntry(next)], cancellation);
        return read.Value?.Files[0] is null ? null : FormattableString.Invariant($"there is an entry {next}, and its head says {next - 1}.");
    }
}
