using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Promotion;

/// <summary>Who works at an operation: one process, until it ends, lets go, or falls silent.</summary>
public sealed class ClaimTests
{
    [Fact]
    public async Task Operation_is_taken_over_only_after_its_lease()
    {
        var world = await World.CreateAsync();
        var id = (await world.Process().Promoter.BeginAsync(World.Request("A 1.0.0"), CancellationToken.None)).Value!.Operation!.Id; // and it dies
        var promoter = world.Process().Promoter;

        var early = await promoter.RunAsync(id, CancellationToken.None);
        world.Clock.Move(world.Lease + TimeSpan.FromSeconds(1));
        var late = await promoter.RunAsync(id, CancellationToken.None);

        Assert.Equal("MB6015", Assert.Single(early.Findings).Code);
        Assert.Equal(OperationOutcome.Succeeded, late.Outcome);
    }

    [Fact]
    public async Task Process_that_is_cancelled_lets_the_operation_go_for_the_next_one()
    {
        var world = await World.CreateAsync();
        var promoter = world.Process().Promoter;
        var id = (await promoter.BeginAsync(World.Request("A 1.0.0"), CancellationToken.None)).Value!.Operation!.Id;
        using var source = new CancellationTokenSource();
        world.Place.Fails = _ =>
        {
            source.Cancel();
            return true;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => promoter.RunAsync(id, source.Token));
        var left = (await world.ReadAsync()).Operation!;
        world.Place.Fails = _ => false;
        var next = await world.Process().Promoter.RunAsync(id, CancellationToken.None); // the lease would last for a minute yet

        Assert.Equal((Phase.Applying, null, null), (left.Phase, left.Owner, left.LeaseUntil));
        Assert.Equal(OperationOutcome.Succeeded, next.Outcome);
    }

    [Fact]
    public async Task Process_that_is_cancelled_lets_nothing_go_that_another_one_took_over()
    {
        var world = await World.CreateAsync();
        var (store, promoter) = world.Process();
        var id = (await promoter.BeginAsync(World.Request("A 1.0.0"), CancellationToken.None)).Value!.Operation!.Id;
        var decision = Claiming.LetGo(await world.ReadAsync(), id, "another process");

        Assert.IsType<Unchanged>(decision);
        Assert.NotNull((await store.ReadAsync(World.Environment, CancellationToken.None)).Value!.Operation!.Owner);
    }

    [Fact]
    public async Task Process_that_wakes_up_late_changes_nothing()
    {
        var world = await World.CreateAsync();
        var (store, sleeper) = world.Process();
        var asleep = (await sleeper.BeginAsync(World.Request("A 1.0.0"), CancellationToken.None)).Value!.Operation!;
        var (id, guard) = (asleep.Id, Guard.Of(asleep));
        world.Clock.Move(world.Lease * 2);
        await world.Process().Promoter.RunAsync(id, CancellationToken.None);
        var before = world.Store.History.Count;

        var late = await store.ChangeAsync(World.Environment, now => Acting.Applied(now, guard, world.Clock.GetUtcNow()), CancellationToken.None);
        var deployed = await world.Place.DeployAsync(new(World.Environment, 9, World.Set("A 9.0.0"), id, guard.Fence, []), CancellationToken.None);

        Assert.Equal("MB6016", late.Problem!.Code);
        Assert.Equal("MB6016", Assert.Single(deployed).Code);
        Assert.Equal((before, 1), (world.Store.History.Count, world.Place.Release));
    }
}
