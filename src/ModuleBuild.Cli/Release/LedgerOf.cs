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
            var read = await new LedgerReader(session.Store).ReadAsync(snapshot, last is { } count ? Math.Max(1, snapshot.Head.Sequence - count + 1) : 1, cancellation);
            if (read.Value is null)
            {
                return ([], read.Problem);
            }

            ledgers.Add(new LedgerOf(snapshot, read.Value.Entries));
        }

        return (ledgers.ToImmutable(), all.Problem);
    }
}
