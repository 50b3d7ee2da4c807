using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Promotion;

public sealed class PromotionTests
{
    [Fact]
    public async Task Healthy_set_becomes_the_last_known_good()
    {
        var world = await World.CreateAsync();

        var result = await world.PromoteAsync("A 1.0.0, B 1.0.0");

        var snapshot = await world.ReadAsync();
        Assert.Equal(OperationOutcome.Succeeded, result.Outcome);
        Assert.Equal((1, 1, null), (snapshot.State.Release, snapshot.State.LastKnownGood, snapshot.Operation));
        Assert.Equal(World.Set("A 1.0.0, B 1.0.0").Digest(), world.Place.Running.Digest());
        Assert.Equal(
            [LedgerEventKind.Created, LedgerEventKind.Began, LedgerEventKind.Claimed, LedgerEventKind.Accepted, LedgerEventKind.Applied, LedgerEventKind.Closed],
            (await world.LedgerAsync()).Select(entry => entry.Event.Kind));
    }

    [Fact]
    public async Task Sick_set_is_quarantined_and_the_last_known_good_runs_again()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0, B 1.0.0");
        world.Probe.Sick.Add("B 2.0.0");

        var result = await world.PromoteAsync("A 1.0.0, B 2.0.0");

        var snapshot = await world.ReadAsync();
        Assert.Equal(OperationOutcome.RolledBack, result.Outcome);
        Assert.Equal("MB6018", Assert.Single(result.Findings).Code);
        Assert.Equal((1, 1, 2), (snapshot.State.Release, snapshot.State.LastKnownGood, snapshot.State.Releases));
        Assert.Equal(["B 2.0.0"], Assert.Single(snapshot.State.Quarantined).Suspects);
        Assert.Equal(World.Set("A 1.0.0, B 1.0.0").Digest(), world.Place.Running.Digest());
    }

    [Fact]
    public async Task Way_back_that_fails_too_asks_for_a_person()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        world.Probe.Sick.UnionWith(["A 1.0.0", "A 2.0.0"]);

        var result = await world.PromoteAsync("A 2.0.0");

        Assert.Equal(OperationOutcome.NeedsPerson, result.Outcome);
        Assert.Equal("MB6019", Assert.Single(result.Findings).Code);
        Assert.Null((await world.ReadAsync()).State.GoodSince);
    }

    [Fact]
    public async Task What_needed_a_person_is_brought_again_and_not_taken_for_well()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        world.Probe.Sick.UnionWith(["A 1.0.0", "A 2.0.0"]);
        await world.PromoteAsync("A 2.0.0");
        world.Probe.Sick.Remove("A 1.0.0"); // the person mended it

        var result = await world.PromoteAsync("A 1.0.0", OperationKind.Rollback);

        Assert.Equal(OperationOutcome.Succeeded, result.Outcome);
        Assert.NotNull((await world.ReadAsync()).State.GoodSince);
    }

    [Fact]
    public async Task Set_that_cannot_be_brought_is_taken_back_but_not_blamed()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        world.Place.Fails = request => request.Release == 2;

        var result = await world.PromoteAsync("A 2.0.0");

        var snapshot = await world.ReadAsync();
        Assert.Equal(OperationOutcome.RolledBack, result.Outcome);
        Assert.Equal((1, 0), (snapshot.State.Release, snapshot.State.Quarantined.Length));
        Assert.StartsWith("Release 2 of 'staging' was taken back: ", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_set_that_is_sick_leaves_nothing_behind()
    {
        var world = await World.CreateAsync();
        world.Probe.Sick.Add("A 1.0.0");

        var result = await world.PromoteAsync("A 1.0.0");

        Assert.Equal(OperationOutcome.RolledBack, result.Outcome);
        Assert.Empty(world.Place.Running.Modules);
        Assert.Null((await world.ReadAsync()).State.Release);
    }

    [Fact]
    public async Task Gate_that_fails_refuses_with_all_answers_and_touches_nothing()
    {
        var world = await World.CreateAsync();
        world.Gates = [new FakeGate("score", _ => GateVerdict.Fail), new FakeGate("sbom", _ => GateVerdict.Pass), new FakeGate("signature", _ => GateVerdict.Fail)];

        var result = await world.PromoteAsync("A 1.0.0");

        Assert.Equal(OperationOutcome.Refused, result.Outcome);
        Assert.Equal(["MB6020", "MB6020"], result.Findings.Select(finding => finding.Code));
        Assert.Equal(3, result.Gates.Length);
        Assert.Equal((0, 0), (world.Place.Done.Count, (await world.ReadAsync()).State.Releases));
    }

    [Fact]
    public async Task Override_lets_a_failure_pass_and_stands_in_the_ledger()
    {
        var world = await World.CreateAsync();
        world.Gates = [new FakeGate("score", _ => GateVerdict.Fail)];
        var promoter = world.Process().Promoter;
        var glass = new GateOverride("score", "a person", "the fix is worse", world.Clock.GetUtcNow());
        var begun = await promoter.BeginAsync(World.Request("A 1.0.0") with { Overrides = [glass] }, CancellationToken.None);

        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        Assert.Equal(OperationOutcome.Succeeded, result.Outcome);
        var accepted = Assert.Single(await world.LedgerAsync(), entry => entry.Event.Kind == LedgerEventKind.Accepted);
        Assert.Equal(glass, Assert.Single(accepted.Event.Gates!.Value).Override);
    }

    [Fact]
    public async Task Operation_that_waits_is_held_by_nobody_and_goes_on_when_it_may()
    {
        var world = await World.CreateAsync();
        var opens = world.Clock.GetUtcNow().AddHours(1);
        world.Gates = [new FakeGate("soak", input => input.Now >= opens ? GateVerdict.Pass : GateVerdict.Wait)];

        var first = await world.PromoteAsync("A 1.0.0");
        var waiting = (await world.ReadAsync()).Operation!;
        world.Clock.Move(TimeSpan.FromHours(2));
        var second = await world.PromoteAsync("A 1.0.0");

        Assert.True(first.IsWaiting);
        Assert.Equal((Phase.Waiting, null), (waiting.Phase, waiting.Owner));
        Assert.Equal(OperationOutcome.Succeeded, second.Outcome);
        Assert.Single(await world.LedgerAsync(), entry => entry.Event.Kind == LedgerEventKind.Began);
    }

    [Fact]
    public async Task Who_joins_an_operation_that_waits_may_answer_for_its_gates()
    {
        var world = await World.CreateAsync();
        world.Gates = [new FakeGate("soak", _ => GateVerdict.Wait)];
        await world.PromoteAsync("A 1.0.0");
        var promoter = world.Process().Promoter;
        var glass = new GateOverride("soak", "a person", "the fix cannot wait", world.Clock.GetUtcNow());

        var joined = await promoter.BeginAsync(World.Request("A 1.0.0") with { Overrides = [glass] }, CancellationToken.None);
        var again = await world.Process().Promoter.BeginAsync(World.Request("A 1.0.0") with { Overrides = [glass] }, CancellationToken.None);
        var result = await promoter.RunAsync(joined.Value!.Operation!.Id, CancellationToken.None);

        Assert.Equal(joined.Value.Tip, again.Value!.Tip);
        Assert.Equal(OperationOutcome.Succeeded, result.Outcome);
        var ledger = await world.LedgerAsync();
        Assert.Single(ledger, entry => entry.Event.Kind == LedgerEventKind.Began);
        Assert.Equal(glass, Assert.Single(Assert.Single(ledger, entry => entry.Event.Kind == LedgerEventKind.Accepted).Event.Gates!.Value).Override);
    }

    [Fact]
    public async Task Override_that_the_policy_does_not_allow_any_more_does_not_count()
    {
        var world = await World.CreateAsync();
        world.Gates = [new FakeGate("soak", _ => GateVerdict.Wait), new FakeGate("score", _ => GateVerdict.Fail)];
        var promoter = world.Process().Promoter;
        var glass = new GateOverride("score", "a person", "the fix is worse", world.Clock.GetUtcNow());
        var begun = await promoter.BeginAsync(World.Request("A 1.0.0") with { Overrides = [glass] }, CancellationToken.None);
        Assert.True((await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None)).IsWaiting);
        (world.Gates, world.Overridable) = ([world.Gates[1]], ["soak"]);

        var result = await world.PromoteAsync("A 1.0.0");

        Assert.Equal(OperationOutcome.Refused, result.Outcome);
        Assert.Null(Assert.Single(result.Gates).Override);
        Assert.Contains("That a person answers for it does not count: the policy lets nobody override 'score'.", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approval_with_the_wrong_key_does_not_stand_in_the_way_of_the_right_one()
    {
        var world = await World.CreateAsync();
        world.Gates = [new FakeGate("approvals", _ => GateVerdict.Wait)];
        await world.PromoteAsync("A 1.0.0");
        var id = (await world.ReadAsync()).Operation!.Id;

        foreach (var signature in new[] { "wrong", "right", "right" })
        {
            var approved = await world.Process().Store.ChangeAsync(
                World.Environment, now => Approving.Approve(now, id, new Approval("ann@example.com", world.Clock.GetUtcNow(), signature)), CancellationToken.None);
            Assert.Null(approved.Problem);
        }

        Assert.Equal(["wrong", "right"], (await world.ReadAsync()).Operation!.Approvals.Select(approval => approval.Signature));
    }

    [Fact]
    public async Task Release_names_the_policy_that_judged_it_in_the_end()
    {
        var world = await World.CreateAsync();
        world.Policy = new PolicyReference("of the beginning");
        world.Gates = [new FakeGate("soak", _ => GateVerdict.Wait)];
        await world.PromoteAsync("A 1.0.0");
        (world.Policy, world.Gates) = (new PolicyReference("edited in the middle"), []);

        await world.PromoteAsync("A 1.0.0");

        var release = await world.Process().Store.ReadReleaseAsync(await world.ReadAsync(), 1, CancellationToken.None);
        Assert.Equal("edited in the middle", release.Value!.Policy!.Sha256);
        Assert.Equal("edited in the middle", Assert.Single(await world.LedgerAsync(), entry => entry.Event.Kind == LedgerEventKind.Accepted).Event.Policy!.Sha256);
    }

    [Fact]
    public async Task Rollback_takes_the_place_of_what_waits()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        world.Gates = [new FakeGate("soak", input => input.Operation.Kind == OperationKind.Rollback ? GateVerdict.Pass : GateVerdict.Wait)];
        await world.PromoteAsync("A 2.0.0");

        var busy = await world.PromoteAsync("A 3.0.0");
        var rollback = await world.PromoteAsync("A 1.0.0", OperationKind.Rollback);

        Assert.Equal("MB6015", Assert.Single(busy.Findings).Code);
        Assert.Equal(OperationOutcome.Succeeded, rollback.Outcome);
        Assert.Equal(
            [OperationOutcome.Succeeded, OperationOutcome.Cancelled, OperationOutcome.Succeeded],
            (await world.LedgerAsync()).Select(entry => entry.Event.Outcome).OfType<OperationOutcome>());
    }

    [Fact]
    public async Task Plan_over_a_release_that_runs_no_more_is_refused()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        var promoter = world.Process().Promoter;
        await world.PromoteAsync("A 1.0.0, B 1.0.0");

        var late = await promoter.BeginAsync(World.Request("A 1.0.0, C 1.0.0") with { PlannedOn = 1 }, CancellationToken.None);
        var again = await promoter.BeginAsync(World.Request("A 1.0.0, B 1.0.0, C 1.0.0") with { PlannedOn = 2 }, CancellationToken.None);

        Assert.Equal("MB6028", late.Problem!.Code);
        Assert.NotNull(again.Value!.Operation);
    }

    [Fact]
    public async Task Set_that_is_only_brought_does_not_run()
    {
        var world = await World.CreateAsync();
        var promoter = world.Process().Promoter;
        var begun = await promoter.BeginAsync(World.Request("A 1.0.0") with { NoActivate = true }, CancellationToken.None);

        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        Assert.Equal(OperationOutcome.Succeeded, result.Outcome);
        Assert.False(Assert.Single(world.Place.Done).Activate);
        Assert.Null((await world.ReadAsync()).State.Release);
    }
}
