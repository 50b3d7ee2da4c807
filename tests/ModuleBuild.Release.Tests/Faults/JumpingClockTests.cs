using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;
using ModuleBuild.Release.Tests.Gates;

namespace ModuleBuild.Release.Tests.Faults;

/// <summary>Wall clocks jump by hours, within processes and between them.</summary>
public sealed class JumpingClockTests
{
    [Theory]
    [InlineData(5)] // its lease seems to be over for hours
    [InlineData(-5)] // its lease seems to last for hours
    public async Task Owner_that_renews_its_claim_is_not_taken_over_whatever_clocks_say(int hours)
    {
        var world = await World.CreateAsync();
        world.KnowsTheDead = false;
        var store = world.Process().Store;
        var held = (await world.Process().Promoter.BeginAsync(World.Request("A 1.0.0"), CancellationToken.None)).Value!.Operation!;
        var jump = TimeSpan.FromHours(hours);
        world.Clock.Move(jump);
        var waits = 0;
        world.Clock.BeforeWait = () => _ = ++waits == 2 ? Renew(store, world.Clock.GetUtcNow() - jump, Guard.Of(held)) : null;

        var early = await world.Process().Promoter.RunAsync(held.Id, CancellationToken.None);
        world.Clock.BeforeWait = null; // and now it dies
        var late = await world.Process().Promoter.RunAsync(held.Id, CancellationToken.None);

        Assert.Equal(("MB6015", 2), (Assert.Single(early.Findings).Code, waits));
        Assert.Equal(OperationOutcome.Succeeded, late.Outcome);
        Assert.Equal(2, (await world.LedgerAsync()).Count(entry => entry.Event.Kind == LedgerEventKind.Claimed));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(24 * 366)]
    [InlineData(-24 * 366)]
    public async Task Operation_ends_as_it_would_where_the_clock_jumps_in_every_step(int hours)
    {
        var world = await World.CreateAsync();
        var jump = TimeSpan.FromHours(hours);
        world.Gates = [new FakeGate("score", _ => Jump(GateVerdict.Pass))];
        world.Place.Fails = _ => Jump(false);
        world.Probe.Sick.Add("A 2.0.0");

        var well = await world.PromoteAsync("A 1.0.0");
        var sick = await world.PromoteAsync("A 2.0.0");

        Assert.Equal((OperationOutcome.Succeeded, OperationOutcome.RolledBack), (well.Outcome, sick.Outcome));
        await Invariants.HoldAsync(world);
        var operations = OperationRecord.Of((await world.LedgerAsync()).Select(entry => entry.Event));
        Assert.True(DurationEstimate.Of(operations, OperationKind.Promote) is not { } estimate || estimate >= TimeSpan.Zero);

        T Jump<T>(T value)
        {
            world.Clock.Move(jump);
            return value;
        }
    }

    [Fact]
    public async Task Store_that_fails_once_while_the_clock_jumps_costs_nobody_the_operation()
    {
        var world = await World.CreateAsync();
        world.Lease = TimeSpan.FromSeconds(3);
        var store = new OnceFailingStore(world.Store);
        var deployer = new SlowDeployer(world.Place, async () =>
        {
            world.Clock.Move(TimeSpan.FromHours(5));
            await store.Renewed.WaitAsync(TimeSpan.FromSeconds(30));
        });
        var promoter = world.Process(store, deployer).Promoter;
        var begun = await promoter.BeginAsync(World.Request("A 1.0.0"), CancellationToken.None);

        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        Assert.Equal((OperationOutcome.Succeeded, true), (result.Outcome, store.HasFailed));
    }

    [Theory]
    [InlineData(-5, "Wait: What runs in 'dev' is good since 2026-11-25 17:00 UTC; it has to be for 1d. | Wait until 2026-11-26 17:00 UTC, then run 'modulebuild resume staging'.")]
    [InlineData(24, "Pass: What runs in 'dev' is good since 2026-11-24 12:00 UTC; it has to be for 1d.")]
    public async Task Soak_counts_from_the_future_too(int hours, string answer) =>
        Assert.Equal(answer, await Judge.AskAsync(new SoakGate(TimeSpan.FromHours(24)), Judge.Input("A 1.0.0").From("A 1.0.0", TimeSpan.FromHours(hours))));

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task Bake_time_is_not_told_by_the_wall_clock(int hours)
    {
        var clock = new SteadyClock(TimeSpan.FromHours(hours));
        var options = new ProbeOptions { Interval = TimeSpan.FromSeconds(1), Bake = TimeSpan.FromSeconds(5), Successes = 2, Grace = TimeSpan.FromSeconds(3), Failures = 0 };
        var asked = 0;

        var verdict = await new HealthWatch(options, clock).RunAsync(
            _ => Task.FromResult(++asked <= 2 ? HealthAnswer.NotThere("Nobody.") : HealthAnswer.Healthy("Well.")), null, CancellationToken.None);

        Assert.Equal((true, 8), (verdict.IsHealthy, asked)); // two in the time of grace, six over five seconds
    }

    private static Task Renew(EnvironmentStore store, DateTimeOffset now, Guard guard) =>
        store.ChangeAsync(World.Environment, current => Claiming.Renew(current, guard, TimeSpan.FromMinutes(1), now), CancellationToken.None);

    private sealed class SlowDeployer(IDeployer deployer, Func<Task> work) : IDeployer
    {
        public async Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation)
        {
            await work();
            return await deployer.DeployAsync(request, cancellation);
        }
    }

    private sealed class OnceFailingStore(IStateStore store) : IStateStore
    {
        private readonly TaskCompletionSource _renewed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Renewed => _renewed.Task;

        public bool HasFailed { get; private set; }

        public string Name => store.Name;

        public Task<SourceAnswer<BranchList>> ListAsync(string prefix, CancellationToken cancellation) => store.ListAsync(prefix, cancellation);

        public Task<SourceAnswer<BranchTip>> GetTipAsync(string branch, CancellationToken cancellation) => store.GetTipAsync(branch, cancellation);

        public Task<SourceAnswer<FileContents>> ReadAsync(BranchTip tip, ImmutableArray<string> paths, CancellationToken cancellation) => store.ReadAsync(tip, paths, cancellation);

        public Task<SourceAnswer<WriteOutcome>> WriteAsync(BranchTip expected, StateChange change, CancellationToken cancellation)
        {
            var renews = change.Message.Contains("renew", StringComparison.Ordinal);
            if (renews && !HasFailed)
            {
                HasFailed = true;
                return Task.FromResult(SourceAnswer.Failed<WriteOutcome>(Finding.Create(DiagnosticCatalog.StoreUnusable, new SourceLocation("store"), "store", "it does not answer.")));
            }

            if (renews)
            {
                _renewed.TrySetResult();
            }

            return store.WriteAsync(expected, change, cancellation);
        }
    }

    /// <summary>Counts seconds as they pass, while its wall clock jumps whenever somebody looks at it.</summary>
    private sealed class SteadyClock(TimeSpan jump) : TimeProvider
    {
        private long _ticks;
        private DateTimeOffset _wall = Judge.Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Volatile.Read(ref _ticks);

        public override DateTimeOffset GetUtcNow() => _wall += jump;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == TimeSpan.FromSeconds(1))
            {
                Interlocked.Add(ref _ticks, dueTime.Ticks);
                dueTime = TimeSpan.Zero;
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
