using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>The ledger of an environment, read for views.</summary>
/// <param name="Snapshot">The environment.</param>
/// <param name="Entries">The entries that were asked for, in their order.</param>
internal sealed record LedgerOf(EnvironmentSnapshot Snapshot, ImmutableArray<LedgerEntry> Entries)
{
    private const int AtOnce = 2000;

    /// <summary>Its operations, in the order in which they began.</summary>
    public ImmutableArray<OperationRecord> Operations => OperationRecord.Of(Entries.Select(entry => entry.Event));

    /// <summary>Reads the last entries of ledgers.</summary>
    /// <param name="session">The store.</param>
    /// <param name="environment">Name of the environment; null for all.</param>
    /// <param name="last">How many entries; null for all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<(ImmutableArray<LedgerOf> Ledgers, Finding? Problem)> ReadAsync(ReleaseSession session, string? environment, long? last, CancellationToken cancellation)
    {
        var all = await Snapshots.ReadAsync(session, environment, cancellation);
        var ledgers = ImmutableArray.CreateBuilder<LedgerOf>();
        foreach (var snapshot in all.Value)
        {
            var (entries, problem) = await ReadAsync(session, snapshot, last, cancellation);
            if (problem is not null)
            {
                return ([], problem);
            }

            ledgers.Add(new LedgerOf(snapshot, entries));
        }

        return (ledgers.ToImmutable(), all.Problem);
    }

    private static async Task<(ImmutableArray<LedgerEntry> Entries, Finding? Problem)> ReadAsync(ReleaseSession session, EnvironmentSnapshot snapshot, long? last, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        var next = last is { } count ? Math.Max(1, snapshot.Head.Sequence - count + 1) : 1;
        while (next <= snapshot.Head.Sequence)
        {
            ImmutableArray<long> numbers = [.. Enumerable.Range(0, (int)Math.Min(AtOnce, snapshot.Head.Sequence - next + 1)).Select(at => next + at)];
            var read = await session.Store.ReadAsync(snapshot.Tip, [.. numbers.Select(StorePaths.LedgerEntry)], cancellation);
            if (read.Value is null)
            {
                return ([], read.Problem);
            }

            foreach (var (bytes, number) in read.Value.Files.Zip(numbers))
            {
                var (entry, problem) = bytes is null ? (null, "it is missing.") : StoreJson.Read<LedgerEntry>(bytes);
                if (entry is null)
                {
                    return ([], Finding.Create(DiagnosticCatalog.StateUnusable, new SourceLocation(snapshot.Tip.Branch), snapshot.State.Environment, $"{StorePaths.LedgerEntry(number)}: {problem}"));
                }

                entries.Add(entry);
            }

            next += AtOnce;
        }

        return (entries.ToImmutable(), null);
    }
}
