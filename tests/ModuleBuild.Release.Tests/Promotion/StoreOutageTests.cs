using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Promotion;

/// <summary>A store that does not answer while a step is done says nothing about the set.</summary>
public sealed class StoreOutageTests
{
    [Theory]
    [InlineData(2)] // while the set is brought
    [InlineData(1)] // while the last known good one is brought again
    public async Task Store_that_is_gone_during_a_step_leaves_the_operation_open(int release)
    {
        var world = await RunningAsync();
        world.Probe.Sick.UnionWith(release == 1 ? ["A 2.0.0"] : []);
        var store = new DeafStore(world.Store, call => call <= 2);
        var promoter = world.Process(store, new EndlessDeployer(world.Place, release, store)).Promoter;
        var begun = await promoter.BeginAsync(World.Request("A 2.0.0"), CancellationToken.None);

        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        var open = (await world.ReadAsync()).Operation;
        Assert.Equal((null, "MB6010"), (result.Outcome, Assert.Single(result.Findings).Code));
        Assert.Equal(release == 1 ? Phase.Reverting : Phase.Applying, open!.Phase);
        world.Clock.Move(world.Lease * 2);
        Assert.Equal(
            release == 1 ? OperationOutcome.RolledBack : OperationOutcome.Succeeded,
            (await world.Process().Promoter.RunAsync(open.Id, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Store_that_hung_for_longer_than_the_lease_once_costs_nothing_where_nobody_came_meanwhile()
    {
        var world = await RunningAsync();
        var store = new DeafStore(world.Store, call => call == 1);
        var promoter = world.Process(store, new EndlessDeployer(world.Place, 2, store)).Promoter;
        var begun = await promoter.BeginAsync(World.Request("A 2.0.0"), CancellationToken.None);

        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        Assert.Equal((OperationOutcome.Succeeded, 2), (result.Outcome, world.Place.Release));
    }

    private static async Task<World> RunningAsync()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        world.Lease = TimeSpan.FromMilliseconds(60);
        return world;
    }

    /// <summary>Brings one release only when the store answered again.</summary>
    private sealed class EndlessDeployer(IDeployer deployer, int release, DeafStore store) : IDeployer
    {
        public async Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation)
        {
            if (request.Release == release)
            {
                store.IsDeaf = true;
                await store.Answered.WaitAsync(TimeSpan.FromSeconds(30), cancellation);
            }

            return await deployer.DeployAsync(request, cancellation);
        }
    }

    /// <summary>A store whose renewals hang for longer than a lease, and fail then.</summary>
    private sealed class DeafStore(IStateStore store, Func<int, bool> hangs) : IStateStore
    {
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _calls;

        public bool IsDeaf { get; set; }

        public Task Answered => _answered.Task;

        public string Name => store.Name;

        public Task<SourceAnswer<BranchList>> ListAsync(string prefix, CancellationToken cancellation) => store.ListAsync(prefix, cancellation);

        public Task<SourceAnswer<BranchTip>> GetTipAsync(string branch, CancellationToken cancellation) => store.GetTipAsync(branch, cancellation);

        public Task<SourceAnswer<FileContents>> ReadAsync(BranchTip tip, ImmutableArray<string> paths, CancellationToken cancellation) => store.ReadAsync(tip, paths, cancellation);

        public async Task<SourceAnswer<WriteOutcome>> WriteAsync(BranchTip expected, StateChange change, CancellationToken cancellation)
        {
            if (IsDeaf && hangs(++_calls))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
                return SourceAnswer.Failed<WriteOutcome>(Finding.Create(DiagnosticCatalog.StoreUnusable, new SourceLocation("store"), "store", "it does not answer."));
            }

            var written = await store.WriteAsync(expected, change, cancellation);
            if (IsDeaf)
            {
                _answered.TrySetResult();
            }

            return written;
        }
    }
}
