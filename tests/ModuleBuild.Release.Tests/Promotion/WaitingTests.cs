using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Promotion;

/// <summary>Who asks again and again whether it may go on leaves no trace until it may.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task Asking_for_an_hour_writes_nothing_while_nothing_changes()
    {
        var (world, opens) = await WaitingAsync();
        var promoter = world.Process().Promoter;
        var id = (await world.ReadAsync()).Operation!.Id;
        var commits = world.Store.History.Count;

        for (var minute = 0; minute < 60; minute++)
        {
            world.Clock.Move(TimeSpan.FromMinutes(1));
            var result = await promoter.RunAsync(id, CancellationToken.None);
            Assert.True(result.IsWaiting);
            Assert.Equal(["soak"], result.Gates.Select(answer => answer.Gate));
        }

        Assert.Equal(commits, world.Store.History.Count);
        world.Clock.Move(opens - world.Clock.GetUtcNow());
        Assert.Equal(OperationOutcome.Succeeded, (await promoter.RunAsync(id, CancellationToken.None)).Outcome);
        Assert.Equal(2, (await world.LedgerAsync()).Count(entry => entry.Event.Kind == LedgerEventKind.Claimed)); // to begin with, and to go on
    }

    [Fact]
    public async Task Gates_that_take_too_long_leave_the_operation_open_and_the_next_run_asks_again()
    {
        var world = await World.CreateAsync();
        var store = world.Process().Store;
        var tools = new EnvironmentTools([new EndlessGate()], world.Place, world.Probe, world.Lease) { IsGone = _ => true };
        var promoter = new Promoter(store, World.Environment, tools, "an impatient process", new ImpatientClock(), null);
        var begun = await promoter.BeginAsync(World.Request("A 1.0.0"), CancellationToken.None);

        var late = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        Assert.Equal((null, false, "MB6017"), (late.Outcome, late.IsWaiting, Assert.Single(late.Findings).Code));
        Assert.Equal(Phase.Requested, (await world.ReadAsync()).Operation!.Phase);
        Assert.Empty(world.Place.Done);
        world.Clock.Move(DateTimeOffset.UtcNow + (world.Lease * 2) - world.Clock.GetUtcNow()); // the other clock is the real one
        Assert.Equal(OperationOutcome.Succeeded, (await world.PromoteAsync("A 1.0.0")).Outcome);
    }

    [Fact]
    public async Task Gate_that_fails_meanwhile_ends_it()
    {
        var (world, _) = await WaitingAsync();
        world.Gates = [.. world.Gates, new FakeGate("score", _ => GateVerdict.Fail)];

        Assert.Equal(OperationOutcome.Refused, (await world.PromoteAsync("A 1.0.0")).Outcome);
    }

    [Fact]
    public async Task Other_gate_that_makes_it_wait_is_recorded_once()
    {
        var (world, _) = await WaitingAsync();
        world.Gates = [new FakeGate("freeze", _ => GateVerdict.Wait)];

        await world.PromoteAsync("A 1.0.0");
        var commits = world.Store.History.Count;
        await world.PromoteAsync("A 1.0.0");

        Assert.Equal(["freeze"], (await world.ReadAsync()).Operation!.Gates.Select(answer => answer.Gate));
        Assert.Equal(2, (await world.LedgerAsync()).Count(entry => entry.Event.Kind == LedgerEventKind.Waiting));
        Assert.Equal(commits, world.Store.History.Count);
    }

    [Fact]
    public async Task What_counts_is_what_gates_say_after_the_claim()
    {
        var (world, _) = await WaitingAsync();
        var asked = 0;
        world.Gates = [new FakeGate("soak", _ => ++asked == 1 ? GateVerdict.Pass : GateVerdict.Wait)];

        var result = await world.PromoteAsync("A 1.0.0");

        Assert.True(result.IsWaiting);
        Assert.Equal((2, 0), (asked, world.Place.Done.Count));
        Assert.Null((await world.ReadAsync()).Operation!.Owner);
    }

    private static async Task<(World World, DateTimeOffset Opens)> WaitingAsync()
    {
        var world = await World.CreateAsync();
        var opens = world.Clock.GetUtcNow().AddHours(2);
        world.Gates = [new FakeGate("soak", input => input.Now >= opens ? GateVerdict.Pass : GateVerdict.Wait)];
        Assert.True((await world.PromoteAsync("A 1.0.0")).IsWaiting);
        return (world, opens);
    }

    private sealed class EndlessGate : IGate
    {
        public string Name => "score";

        public async Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return new GateAnswer(Name, GateVerdict.Pass, "Never said.", "Ask the test.");
        }
    }

    /// <summary>What may take minutes is over at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime >= TimeSpan.FromMinutes(5) ? TimeSpan.Zero : dueTime, period);
    }
}
