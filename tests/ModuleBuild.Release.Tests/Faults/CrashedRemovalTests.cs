using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Faults;

/// <summary>Modules go, and their data with them: whenever processes die, data are kept when nobody writes them any more, and are gone in the end.</summary>
public sealed class CrashedRemovalTests(ITestOutputHelper output)
{
    private const string Before = "A 1.0.0, B 1.0.0, C 1.0.0";
    private const string After = "A 1.0.0";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Data_are_kept_and_deleted_whenever_two_processes_died(bool waits)
    {
        var points = new CrashPoints(0);
        await RunAsync(await PrepareAsync(waits), points);
        Assert.True(points.Passed >= 15);
        var pairs = 0;
        for (var first = 1; first <= points.Passed; first++)
        {
            for (var second = 0; second <= points.Passed; second++, pairs++)
            {
                var world = await PrepareAsync(waits);
                foreach (var at in new[] { first, second, 0 })
                {
                    await RunAsync(world, new CrashPoints(at));
                    AssertNothingIsLost(world);
                    world.Clock.Move(world.Lease * 2);
                }

                await Invariants.HoldAsync(world);
                Assert.Equal(World.Set(After).Digest(), world.Place.Running.Digest());
                Assert.Equal((["A"], ["B 1", "C 1"]), (world.Data.Stored.ToArray(), world.Data.Kept.ToArray()), ArraysEqual);
            }
        }

        output.WriteLine(FormattableString.Invariant($"{points.Passed} points, {pairs} pairs."));
    }

    [Fact]
    public async Task Data_stay_where_what_is_left_is_sick()
    {
        var world = await PrepareAsync(waits: false);
        world.Probe.Sick.Add("A 1.0.0");

        await RunAsync(world, new CrashPoints(0));

        Assert.Equal(["A", "B", "C"], world.Data.Stored);
    }

    [Fact]
    public async Task What_modules_write_until_they_stop_is_in_the_backup()
    {
        var world = await PrepareAsync(waits: false);
        world.Data.Stored.Remove("C");
        world.Place.Fails = _ =>
        {
            world.Data.Stored.Add("C");
            return false;
        };

        await RunAsync(world, new CrashPoints(0));

        Assert.Equal((["A"], ["B 1", "C 1"]), (world.Data.Stored.ToArray(), world.Data.Kept.ToArray()), ArraysEqual);
    }

    [Fact]
    public async Task Data_are_kept_and_stay_where_only_that_was_asked()
    {
        var world = await PrepareAsync(waits: false);
        var promoter = world.Process().Promoter;
        var begun = await promoter.BeginAsync(Request with { CleanupData = false }, CancellationToken.None);

        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        Assert.Equal(OperationOutcome.Succeeded, result.Outcome);
        var began = (await world.LedgerAsync()).Last(entry => entry.Event.Kind == LedgerEventKind.Began).Event;
        Assert.Equal((true, null), (began.BackupData, began.CleanupData));
        Assert.Equal((["A", "B", "C"], ["B 1", "C 1"]), (world.Data.Stored.ToArray(), world.Data.Kept.ToArray()), ArraysEqual);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Data_that_cannot_be_kept_or_deleted_are_told_and_do_not_take_the_set_back(bool backup, bool cleanup)
    {
        var world = await PrepareAsync(waits: false);
        world.Data.Fails = true;
        var promoter = world.Process().Promoter;
        var begun = await promoter.BeginAsync(Request with { BackupData = backup, CleanupData = cleanup }, CancellationToken.None);

        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        Assert.Equal((OperationOutcome.Succeeded, "MB6024"), (result.Outcome, Assert.Single(result.Findings).Code));
        Assert.Equal(World.Set(After).Digest(), world.Place.Running.Digest());
        Assert.Equal(["A", "B", "C"], world.Data.Stored);
        Assert.Contains("the disk is gone.", (await world.LedgerAsync())[^1].Event.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_less_does_not_join_who_asked_for_data_to_go()
    {
        var world = await PrepareAsync(waits: true);
        await world.Process().Promoter.BeginAsync(Request, CancellationToken.None);

        var joined = await world.Process().Promoter.BeginAsync(Request, CancellationToken.None);
        var other = await world.Process().Promoter.BeginAsync(Request with { CleanupData = false }, CancellationToken.None);

        Assert.Null(joined.Problem);
        Assert.Equal("MB6015", other.Problem!.Code);
    }

    private static OperationRequest Request => World.Request(After, OperationKind.Remove) with { BackupData = true, CleanupData = true };

    private static async Task<World> PrepareAsync(bool waits)
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync(Before);
        world.Data.Stored.UnionWith(["A", "B", "C"]);
        var opens = world.Clock.GetUtcNow().AddMinutes(3);
        world.Gates = waits ? [new FakeGate("approvals", input => input.Now >= opens ? GateVerdict.Pass : GateVerdict.Wait)] : [];
        return world;
    }

    private static void AssertNothingIsLost(World world)
    {
        Assert.Contains("A", world.Data.Stored);
        Assert.All(["B", "C"], id => Assert.True(world.Data.Stored.Contains(id) || world.Data.Kept.Contains($"{id} 1"), $"The data of {id} are lost."));
        Assert.True(world.Data.Stored.Count == 3 || world.Place.Running.Find("B") is null, "Data went before their module.");
    }

    private static async Task RunAsync(World world, CrashPoints points)
    {
        try
        {
            var promoter = world.Process(
                new CrashingStore(world.Store, points), new CrashingDeployer(world.Place, points), new CrashingProbe(world.Probe, points), new CrashingModuleData(world.Data, points)).Promoter;
            var open = (await world.ReadAsync()).Operation?.Id ?? (await promoter.BeginAsync(Request, CancellationToken.None)).Value!.Operation?.Id;
            while (open is not null && (await promoter.RunAsync(open, CancellationToken.None)).IsWaiting)
            {
                world.Clock.Move(TimeSpan.FromMinutes(1));
            }
        }
        catch (CrashException)
        {
            // The next goes on.
        }
    }

    private static bool ArraysEqual((string[] Stored, string[] Kept) one, (string[] Stored, string[] Kept) other) =>
        one.Stored.SequenceEqual(other.Stored) && one.Kept.SequenceEqual(other.Kept);
}
