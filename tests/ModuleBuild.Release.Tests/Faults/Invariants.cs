using System.Security.Cryptography;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Faults;

/// <summary>What must be true of a world at any time, or when all work is done.</summary>
internal static class Invariants
{
    /// <summary>What runs is one of the whole sets.</summary>
    public static void NeverMixed(World world, params string[] sets) =>
        Assert.Contains(world.Place.Running.Digest(), sets.Select(set => World.Set(set).Digest()).Append(ModuleSet.Empty.Digest()));

    /// <summary>
    /// Nothing is open; the chain is whole; each operation began once and ended once; each release was given its number once; the state is what the
    /// ledger says, and what runs is what the state says.
    /// </summary>
    public static async Task HoldAsync(World world)
    {
        var snapshot = await world.ReadAsync();
        var ledger = await world.LedgerAsync();
        Assert.Null(snapshot.Operation);
        await ChainIsWholeAsync(world, snapshot);

        var operations = ledger.Where(entry => entry.Event.Operation is not null).GroupBy(entry => entry.Event.Operation).ToList();
        Assert.Equal(snapshot.State.Operations, operations.Count);
        Assert.All(operations, operation =>
        {
            Assert.Equal(LedgerEventKind.Began, operation.First().Event.Kind);
            Assert.Single(operation, entry => entry.Event.Kind == LedgerEventKind.Began);
            Assert.Equal(LedgerEventKind.Closed, operation.Last().Event.Kind);
            Assert.Single(operation, entry => entry.Event.Outcome is not null);
            Assert.All(
                operation.GroupBy(entry => entry.Event.Kind).Where(kind => kind.Key is LedgerEventKind.Accepted or LedgerEventKind.Applied or LedgerEventKind.Failed or LedgerEventKind.Reverted),
                kind => Assert.Single(kind));
        });
        Assert.Equal(
            Enumerable.Range(1, snapshot.State.Releases),
            ledger.Where(entry => entry.Event.Kind == LedgerEventKind.Accepted).Select(entry => entry.Event.Release!.Value));
        Assert.Equal(snapshot.State.Release ?? 0, world.Place.Release);
        var fences = ledger.Where(entry => entry.Event.Kind == LedgerEventKind.Claimed).Select(entry => entry.Event.Fence!.Value).ToList();
        Assert.Equal(fences.Order().Distinct(), fences);
    }

    private static async Task ChainIsWholeAsync(World world, EnvironmentSnapshot snapshot)
    {
        var previous = LedgerEntry.NoPrevious;
        for (var number = 1L; number <= snapshot.Head.Sequence; number++)
        {
            var bytes = (await world.Store.ReadAsync(snapshot.Tip, [StorePaths.LedgerEntry(number)], CancellationToken.None)).Value!.Files[0]!;
            var entry = StoreJson.Read<LedgerEntry>(bytes).Value!;
            Assert.Equal((number, previous), (entry.Sequence, entry.Previous));
            previous = Convert.ToHexStringLower(SHA256.HashData(bytes));
        }

        Assert.Equal(previous, snapshot.Head.Hash);
    }
}
