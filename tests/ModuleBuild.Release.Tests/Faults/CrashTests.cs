using System.Globalization;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Faults;

/// <summary>The process dies at every pair of points, twice in a row; the third finishes the work.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly string Old = Modules("1.0.0");
    private static readonly string New = Modules("2.0.0");

    public enum Story
    {
        Healthy,
        Failing,
        Waiting,
        Undeployable,
        Rollback,
        FirstEver,
        Irreversible,
    }

    public static TheoryData<Story> Stories => [.. Enum.GetValues<Story>()];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Work_is_finished_by_the_next_process_whenever_two_before_died(Story story)
    {
        var points = await CountAsync(story);
        var (pairs, died) = (0, 0);
        for (var first = 1; first <= points; first++)
        {
            for (var second = 0; second <= points; second++)
            {
                died += await DieAsync(story, [first, second]) ? 1 : 0;
                pairs++;
            }
        }

        output.WriteLine($"{story}: {points} points, {pairs} pairs, {died} of them with two deaths; no mixed set, one end an operation, all finished.");
        Assert.True(points >= 7, "The story passes too few points to show anything.");
    }

    private static string Modules(string version) =>
        string.Join(", ", Enumerable.Range(1, 100).Select(number => string.Create(CultureInfo.InvariantCulture, $"M{number:000} {version}")));

    private static async Task<int> CountAsync(Story story)
    {
        var world = await PrepareAsync(story);
        var points = new CrashPoints(0);
        await RunAsync(world, story, points);
        return points.Passed;
    }

    private static async Task<World> PrepareAsync(Story story)
    {
        var world = await World.CreateAsync();
        if (story != Story.FirstEver)
        {
            await world.PromoteAsync(Old);
        }

        switch (story)
        {
            case Story.Failing or Story.FirstEver:
                world.Probe.Sick.Add("M050 2.0.0");
                break;
            case Story.Irreversible:
                world.Probe.Sick.Add("M050 2.0.0");
                world.Migrations["M007 2.0.0"] = new IrreversibleMigration("M007", "2.0.0");
                break;
            case Story.Undeployable:
                world.Place.Fails = request => request.Release == 2;
                break;
            case Story.Rollback:
                await world.PromoteAsync(New);
                break;
            case Story.Waiting:
                var opens = world.Clock.GetUtcNow().AddMinutes(3);
                world.Gates = [new FakeGate("soak", input => input.Now >= opens ? GateVerdict.Pass : GateVerdict.Wait)];
                break;
        }

        return world;
    }

    // What a machine does each time that it comes up: ask for the same again, or go on with what is open.
    private static async Task<bool> RunAsync(World world, Story story, CrashPoints points)
    {
        try
        {
            var promoter = world.Process(new CrashingStore(world.Store, points), new CrashingDeployer(world.Place, points), new CrashingProbe(world.Probe, points)).Promoter;
            var open = (await world.ReadAsync()).Operation?.Id;
            if (open is null)
            {
                var request = story == Story.Rollback ? World.Request(Old, OperationKind.Rollback) : World.Request(New);
                open = (await promoter.BeginAsync(request, CancellationToken.None)).Value!.Operation?.Id;
            }

            if (open is null)
            {
                return false; // it runs already
            }

            for (var result = await promoter.RunAsync(open, CancellationToken.None); result.IsWaiting; result = await promoter.RunAsync(open, CancellationToken.None))
            {
                world.Clock.Move(TimeSpan.FromMinutes(1));
            }

            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private static async Task<bool> DieAsync(Story story, int[] deaths)
    {
        var world = await PrepareAsync(story);
        var before = world.Store.History.Count;
        var died = 0;
        foreach (var at in deaths.Append(0))
        {
            if (story is Story.Failing or Story.FirstEver or Story.Irreversible or Story.Undeployable && await EndedAsync(world, story))
            {
                break; // the last process died after its work was recorded; what failed would be tried again
            }

            died += await RunAsync(world, story, new CrashPoints(at)) ? 1 : 0;
            Invariants.NeverMixed(world, Old, New);
            world.Clock.Move(world.Lease * 2);
        }

        await Invariants.HoldAsync(world);
        var expected = story switch
        {
            Story.Healthy or Story.Waiting => (New, OperationOutcome.Succeeded),
            Story.Failing or Story.Undeployable => (Old, OperationOutcome.RolledBack),
            Story.FirstEver => (string.Empty, OperationOutcome.RolledBack),
            Story.Irreversible => (New, OperationOutcome.NeedsPerson),
            _ => (Old, OperationOutcome.Succeeded),
        };
        Assert.True(world.Store.History.Count > before);
        Assert.Equal(expected.Item1.Length == 0 ? ModuleSet.Empty.Digest() : World.Set(expected.Item1).Digest(), world.Place.Running.Digest());
        Assert.Equal(expected.Item2, (await world.LedgerAsync())[^1].Event.Outcome);
        return died == 2;
    }

    private static async Task<bool> EndedAsync(World world, Story story)
    {
        var operations = story switch
        {
            Story.FirstEver => 1,
            Story.Rollback => 3,
            _ => 2,
        };
        return await world.ReadAsync() is { Operation: null } ended && ended.State.Operations == operations;
    }
}
