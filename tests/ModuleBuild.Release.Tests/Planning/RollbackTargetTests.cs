using ModuleBuild.Release.Model;
using ModuleBuild.Release.Planning;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Planning;

public sealed class RollbackTargetTests
{
    [Fact]
    public async Task Release_before_the_good_one_that_runs_is_the_target()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        world.Probe.Sick.Add("A 2.0.0");
        await world.PromoteAsync("A 2.0.0"); // release 2, which was never good
        await world.PromoteAsync("A 3.0.0");

        Assert.Equal((1, null), await FindAsync(world, null));
        Assert.Equal((2, null), await FindAsync(world, 2));
    }

    [Theory]
    [InlineData(OperationKind.Rollback, "A 2.0.0", 2)]
    [InlineData(OperationKind.Apply, "A 3.0.0", 3)]
    public async Task What_was_brought_again_is_what_it_repeats(OperationKind kind, string set, int repeated)
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        await world.PromoteAsync("A 2.0.0");
        await world.PromoteAsync("A 3.0.0");
        var promoter = world.Process().Promoter;
        var begun = await promoter.BeginAsync(World.Request(set, kind) with { FromRelease = repeated }, CancellationToken.None);
        await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None); // release 4

        Assert.Equal((repeated - 1, null), await FindAsync(world, null));
    }

    [Theory]
    [InlineData(null, "'staging' has no release to go back to: release 1 is the first.")]
    [InlineData(7, "'staging' has no release to go back to: it has releases 1 to 1, and not 7.")]
    [InlineData(0, "'staging' has no release to go back to: it has releases 1 to 1, and not 0.")]
    public async Task Release_that_is_not_there_is_told(int? to, string message)
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");

        Assert.Equal((null, $"MB6027: {message}"), await FindAsync(world, to));
    }

    [Fact]
    public async Task Environment_where_nothing_ran_has_nothing_to_go_back_to()
    {
        var world = await World.CreateAsync();

        Assert.Equal((null, "MB6027: 'staging' has no release to go back to: none was ever known to be good."), await FindAsync(world, null));
    }

    private static async Task<(int? Number, string? Problem)> FindAsync(World world, int? to)
    {
        var found = await RollbackTarget.FindAsync(world.Process().Store, await world.ReadAsync(), to, CancellationToken.None);
        return (found.Value?.Number, found.Problem is { } problem ? $"{problem.Code}: {problem.Message}" : null);
    }
}
