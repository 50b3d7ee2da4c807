using ModuleBuild.Release.Model;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Promotion;

/// <summary>Nothing goes back by itself past a migration that cannot be undone.</summary>
public sealed class WayBackTests
{
    private const string Person =
        "A 2.0.0 may have migrated its data for good, and A 1.0.0 cannot read them then. So release 1 was not brought again. Promote a set that is well; "
        + "or restore the data, then 'modulebuild rollback staging --to 1 --override migrations --reason TEXT'.";

    [Fact]
    public async Task Sick_set_that_migrated_data_for_good_stays_until_a_person_decides()
    {
        var world = await MigratingAsync();

        var result = await world.PromoteAsync("A 2.0.0, B 1.0.0");

        var snapshot = await world.ReadAsync();
        Assert.Equal(OperationOutcome.NeedsPerson, result.Outcome);
        Assert.Equal($"'staging' needs a person: A is Unhealthy. {Person}", Assert.Single(result.Findings).Message);
        Assert.Equal((2, 1, null, null), (snapshot.State.Release, snapshot.State.LastKnownGood, snapshot.State.GoodSince, snapshot.Operation));
        Assert.Equal([1, 2], world.Place.Done.Select(done => done.Release));
        Assert.Equal(World.Set("A 2.0.0, B 1.0.0").Digest(), Assert.Single(snapshot.State.Quarantined).Digest);
        Assert.Equal(
            [LedgerEventKind.Applied, LedgerEventKind.Failed, LedgerEventKind.Closed], (await world.LedgerAsync()).Select(entry => entry.Event.Kind).TakeLast(3));
        Assert.Equal($"A is Unhealthy. {Person}", (await world.LedgerAsync())[^1].Event.Why);
    }

    [Theory]
    [InlineData(true)] // what runs was found to be well
    [InlineData(false)] // what runs migrated its data for good: nothing may go back past it
    public async Task Set_that_was_only_to_be_brought_and_could_not_be_leaves_alone_what_runs(bool isWell)
    {
        var world = await MigratingAsync();
        await world.PromoteAsync(isWell ? "A 1.0.1, B 1.0.0" : "A 2.0.0, B 1.0.0");
        world.Place.Fails = request => request.Release == 3;
        var before = await world.ReadAsync();
        var promoter = world.Process().Promoter;
        var begun = await promoter.BeginAsync(World.Request("A 2.0.1, B 1.0.0") with { NoActivate = true }, CancellationToken.None);

        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        var snapshot = await world.ReadAsync();
        Assert.Equal(OperationOutcome.RolledBack, result.Outcome);
        Assert.Matches("^Release 3 of 'staging' was not brought: .*the disk is full.* Nothing was switched.$", Assert.Single(result.Findings).Message);
        Assert.Equal([1, 2], world.Place.Done.Select(done => done.Release));
        Assert.Equal((2, before.State.LastKnownGood, before.State.GoodSince, null), (snapshot.State.Release, snapshot.State.LastKnownGood, snapshot.State.GoodSince, snapshot.Operation));
        Assert.Equal(before.State.Quarantined.Select(quarantine => quarantine.Digest), snapshot.State.Quarantined.Select(quarantine => quarantine.Digest));
        Assert.Equal([LedgerEventKind.Accepted, LedgerEventKind.Failed, LedgerEventKind.Closed], (await world.LedgerAsync()).Select(entry => entry.Event.Kind).TakeLast(3));
        Assert.EndsWith("Nothing was switched.", (await world.LedgerAsync())[^1].Event.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_that_failed_on_its_way_and_may_have_migrated_data_counts_as_what_runs()
    {
        var world = await MigratingAsync();
        world.Place.Fails = request => request.Release == 2; // and it ran for a moment

        var failed = await world.PromoteAsync("A 2.0.0, B 1.0.0");

        var snapshot = await world.ReadAsync();
        Assert.Equal(OperationOutcome.NeedsPerson, failed.Outcome);
        Assert.Equal((2, 1, null, null), (snapshot.State.Release, snapshot.State.LastKnownGood, snapshot.State.GoodSince, snapshot.Operation));
        Assert.Empty(snapshot.State.Quarantined);
        world.Place.Fails = _ => false;
        world.Probe.Sick.Add("B 2.0.0");

        var next = await world.PromoteAsync("B 2.0.0"); // A is gone, its data are not

        Assert.Equal((OperationOutcome.NeedsPerson, 3), (next.Outcome, (await world.ReadAsync()).State.Release));
    }

    [Fact]
    public async Task Other_module_of_the_next_set_does_not_open_the_way_back()
    {
        var world = await MigratingAsync();
        await world.PromoteAsync("A 2.0.0, B 1.0.0");
        world.Probe.Sick.Add("B 2.0.0");

        var without = await world.PromoteAsync("B 2.0.0"); // A is gone, its data are not

        Assert.Equal(OperationOutcome.NeedsPerson, without.Outcome);
        Assert.Equal((3, 1), ((await world.ReadAsync()).State.Release, (await world.ReadAsync()).State.LastKnownGood));
    }

    [Fact]
    public async Task Way_is_free_again_where_somebody_went_back_before_the_migration()
    {
        var world = await MigratingAsync();
        await world.PromoteAsync("A 2.0.0, B 1.0.0");
        world.Probe.Sick.Add("B 2.0.0");

        var older = await world.PromoteAsync("A 1.5.0, B 2.0.0"); // the gate asked who answers for the data

        Assert.Equal(OperationOutcome.RolledBack, older.Outcome);
        Assert.Equal(1, world.Place.Release);
    }

    [Fact]
    public async Task Set_that_is_well_ends_the_need_of_a_person()
    {
        var world = await MigratingAsync();
        await world.PromoteAsync("A 2.0.0, B 1.0.0");

        var mended = await world.PromoteAsync("A 2.0.1, B 1.0.0");

        Assert.Equal((OperationOutcome.Succeeded, 3), (mended.Outcome, (await world.ReadAsync()).State.LastKnownGood));
        Assert.NotNull((await world.ReadAsync()).State.GoodSince);
    }

    [Theory]
    [InlineData("1.0.0", OperationOutcome.RolledBack)] // the last known good version is past it already
    [InlineData("1.0.1", OperationOutcome.NeedsPerson)]
    [InlineData("2.0.0", OperationOutcome.NeedsPerson)]
    [InlineData("2.0.1", OperationOutcome.RolledBack)] // no version that ran is
    public async Task Only_a_migration_between_the_versions_stands_in_the_way(string border, OperationOutcome outcome)
    {
        var world = await MigratingAsync();
        world.Migrations["A 2.0.0"] = new IrreversibleMigration("a", border);

        Assert.Equal(outcome, (await world.PromoteAsync("A 2.0.0, B 1.0.0")).Outcome);
    }

    private static async Task<World> MigratingAsync()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0, B 1.0.0");
        world.Probe.Sick.Add("A 2.0.0");
        world.Migrations["A 2.0.0"] = new IrreversibleMigration("A", "2.0.0");
        return world;
    }
}
