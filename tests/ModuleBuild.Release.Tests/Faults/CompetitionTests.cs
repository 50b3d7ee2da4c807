using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Faults;

/// <summary>Sixteen promoters want different sets at once, and die at random; what they saw is what one after the other could have seen.</summary>
public sealed class CompetitionTests(ITestOutputHelper output)
{
    private const int Promoters = 16;
    private const int Seeds = 1000;

    [Fact]
    public async Task History_is_one_that_promoters_one_after_the_other_could_have_made()
    {
        var (deaths, lates, operations, outcomes) = (0, 0, 0L, new SortedDictionary<OperationOutcome, int>());
        await Parallel.ForAsync(0, Seeds, async (seed, _) =>
        {
            var (world, answers, died, late) = await CompeteAsync(seed);
            await Invariants.HoldAsync(world);
            await SequentialModel.AssertExplainsAsync(world, answers);
            var ledger = await world.LedgerAsync();
            lock (outcomes)
            {
                deaths += died;
                lates += late;
                operations += ledger.Count(entry => entry.Event.Outcome is not null);
                foreach (var outcome in ledger.Select(entry => entry.Event.Outcome).OfType<OperationOutcome>())
                {
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                }
            }
        });

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Seeds} seeds, {Promoters} promoters each: {operations} operations, {deaths} deaths, {lates} times too late; {string.Join(", ", outcomes.Select(pair => $"{pair.Value} {pair.Key}"))}."));
        Assert.True(deaths > Seeds && lates > Seeds);
        Assert.Equal([OperationOutcome.Succeeded, OperationOutcome.RolledBack], outcomes.Keys); // a late deployer would make people look
        Assert.True(operations > Seeds * Promoters / 2);
    }

    private static async Task<(World World, IReadOnlyCollection<Answer> Answers, int Deaths, int Late)> CompeteAsync(int seed)
    {
        var world = await World.CreateAsync();
        world.Probe.Sick.UnionWith(["A 3.0.0", "A 7.0.0", "A 11.0.0"]);
        var store = new YieldingStore(world.Store);
        var answers = new ConcurrentQueue<Answer>();
        var (deaths, late) = (0, 0);
        await Task.WhenAll(Enumerable.Range(1, Promoters).Select(async number =>
        {
            var chance = new Random((seed * 100) + number);
            var wanted = string.Create(CultureInfo.InvariantCulture, $"A {number}.0.0, B 1.0.0");
            for (var tries = 0; tries < 400; tries++)
            {
                await Task.Yield();
                var points = new CrashPoints(chance.Next(4) == 0 ? chance.Next(1, 14) : 0, chance.Next(4) == 0 ? chance.Next(1, 14) : 0, () => SleepAsync(world));
                var promoter = world.Process(new CrashingStore(store, points), new CrashingDeployer(world.Place, points), new CrashingProbe(world.Probe, points)).Promoter;
                try
                {
                    var begun = await promoter.BeginAsync(World.Request(wanted), CancellationToken.None);
                    if (begun.Problem?.Code == "MB6015")
                    {
                        await HelpAsync(world, promoter);
                        world.Clock.Move(TimeSpan.FromSeconds(chance.Next(1, 20)));
                        continue;
                    }

                    Assert.Null(begun.Problem);
                    var id = begun.Value!.Operation?.Id;
                    var result = id is null ? null : await promoter.RunAsync(id, CancellationToken.None);
                    if (result?.Findings is [{ Code: "MB6016" }, ..])
                    {
                        Interlocked.Increment(ref late);
                    }

                    if (id is null || result!.Outcome is not null)
                    {
                        answers.Enqueue(new Answer(World.Set(wanted).Digest(), id, result?.Outcome));
                        return;
                    }
                }
                catch (CrashException)
                {
                    Interlocked.Increment(ref deaths);
                }

                world.Clock.Move(TimeSpan.FromSeconds(chance.Next(1, 20)));
            }

            Assert.Fail($"Promoter {number} never came to an end.");
        }));
        return (world, answers, deaths, late);
    }

    // The environment is busy: somebody may have died there, so go on with what is open.
    private static async Task HelpAsync(World world, Release.Promotion.Promoter promoter)
    {
        if ((await world.ReadAsync()).Operation is { } open)
        {
            await promoter.RunAsync(open.Id, CancellationToken.None);
        }
    }

    // Longer than any lease: when it wakes up, others have gone on.
    private static async Task SleepAsync(World world)
    {
        world.Clock.Move(world.Lease * 2);
        for (var turn = 0; turn < 50; turn++)
        {
            await Task.Yield();
        }
    }

    /// <summary>What a promoter was told in the end.</summary>
    /// <param name="Target">Digest of the set that it wanted.</param>
    /// <param name="Operation">Id of the operation; null where it was told that the set runs already.</param>
    /// <param name="Outcome">How that ended.</param>
    internal sealed record Answer(string Target, string? Operation, OperationOutcome? Outcome);

    private sealed class YieldingStore(IStateStore store) : IStateStore
    {
        public string Name => store.Name;

        public Task<SourceAnswer<BranchList>> ListAsync(string prefix, CancellationToken cancellation) => store.ListAsync(prefix, cancellation);

        public async Task<SourceAnswer<BranchTip>> GetTipAsync(string branch, CancellationToken cancellation)
        {
            await Task.Yield();
            return await store.GetTipAsync(branch, cancellation);
        }

        public async Task<SourceAnswer<FileContents>> ReadAsync(BranchTip tip, ImmutableArray<string> paths, CancellationToken cancellation)
        {
            await Task.Yield();
            return await store.ReadAsync(tip, paths, cancellation);
        }

        public async Task<SourceAnswer<WriteOutcome>> WriteAsync(BranchTip expected, StateChange change, CancellationToken cancellation)
        {
            await Task.Yield();
            return await store.WriteAsync(expected, change, cancellation);
        }
    }
}
