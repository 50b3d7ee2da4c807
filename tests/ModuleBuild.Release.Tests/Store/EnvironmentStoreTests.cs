using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Store;

public sealed class EnvironmentStoreTests
{
    [Fact]
    public async Task Unknown_environment_is_named_with_the_nearest()
    {
        var world = await World.CreateAsync();

        var read = await world.Process().Store.ReadAsync("stagging", CancellationToken.None);

        Assert.Equal("MB6014", read.Problem!.Code);
        Assert.Equal("The store has no environment 'stagging'. Did you mean 'staging'?", read.Problem.Message);
    }

    [Theory]
    [InlineData("{", "current.json: ")]
    [InlineData("{}", "current.json: ")]
    [InlineData("null", "current.json: it holds null.")]
    [InlineData("""{"formatVersion": 2, "of": "tomorrow"}""", "current.json: its 'formatVersion' is 2; this tool knows 1. Update ModuleBuild.")]
    [InlineData("""{"formatVersion": 1, "environment": "production"}""", "current.json: it is that of 'production'.")]
    [InlineData("""{"formatVersion": 1, "environment": "staging", "more": 1}""", "current.json: ")]
    public async Task Damaged_state_is_refused(string content, string problem)
    {
        var world = await World.CreateAsync();
        await PutAsync(world, StorePaths.Current, content);

        var read = await world.Process().Store.ReadAsync(World.Environment, CancellationToken.None);

        Assert.Equal("MB6011", read.Problem!.Code);
        Assert.StartsWith($"The state of environment 'staging' cannot be read: {problem}", read.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_of_other_content_than_its_digest_is_refused()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        var path = StorePaths.Release(1);
        var file = (await world.Store.ReadAsync((await world.ReadAsync()).Tip, [path], CancellationToken.None)).Value!.Files[0]!;
        await PutAsync(world, path, Encoding.UTF8.GetString(file).Replace("hash-of-A-1.0.0", "hash-of-another", StringComparison.Ordinal));

        var read = await world.Process().Store.ReadReleaseAsync(await world.ReadAsync(), 1, CancellationToken.None);

        Assert.Equal("MB6011", read.Problem!.Code);
    }

    [Fact]
    public async Task Set_that_could_not_be_read_again_is_not_written()
    {
        var world = await World.CreateAsync();
        using var settings = JsonDocument.Parse("""{ "port": 1, "port": 2 }""");
        var target = World.Set("A 1.0.0") with { Settings = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("A", settings.RootElement) };

        var begun = await world.Process().Promoter.BeginAsync(World.Request("A 1.0.0") with { Target = target }, CancellationToken.None);

        Assert.Equal("MB6011", begun.Problem!.Code);
        Assert.Null((await world.ReadAsync()).Operation);
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_told_and_changes_nothing()
    {
        var world = await World.CreateAsync();
        var store = new EnvironmentStore(new SilentStore(), "process", world.Clock, () => 0);

        var changed = await store.ChangeAsync(World.Environment, _ => throw new InvalidOperationException("nothing to decide"), CancellationToken.None);

        Assert.Equal("MB6010", changed.Problem!.Code);
    }

    [Fact]
    public async Task Creating_twice_makes_one()
    {
        var world = await World.CreateAsync();

        var again = await world.Process().Store.CreateAsync(World.Environment, "another person", CancellationToken.None);

        Assert.Null(again.Problem);
        Assert.Single(world.Store.History);
    }

    [Fact]
    public async Task Loser_of_a_race_decides_again_on_the_newer_state()
    {
        var world = await World.CreateAsync();
        var deciding = 0;

        var changed = await world.Process().Store.ChangeAsync(
            World.Environment,
            snapshot =>
            {
                if (deciding++ == 0)
                {
                    PutAsync(world, "another.json", "{}").GetAwaiter().GetResult();
                }

                return new Transition(snapshot.State with { Fence = snapshot.State.Fence + 1 }, null, null, []);
            },
            CancellationToken.None);

        Assert.Equal((2, 1), (deciding, changed.Value!.State.Fence));
    }

    private static async Task PutAsync(World world, string path, string content)
    {
        var tip = (await world.Store.GetTipAsync(StorePaths.BranchOf(World.Environment), CancellationToken.None)).Value!;
        var files = ImmutableSortedDictionary.Create<string, byte[]?>(StringComparer.Ordinal).Add(path, Encoding.UTF8.GetBytes(content));
        await world.Store.WriteAsync(tip, new StateChange(files, "edited by hand", "a person", world.Clock.GetUtcNow(), "editor"), CancellationToken.None);
    }

    private sealed class SilentStore : IStateStore
    {
        public string Name => "https://example.com/store";

        public Task<SourceAnswer<BranchList>> ListAsync(string prefix, CancellationToken cancellation) => Silent<BranchList>();

        public Task<SourceAnswer<BranchTip>> GetTipAsync(string branch, CancellationToken cancellation) => Silent<BranchTip>();

        public Task<SourceAnswer<FileContents>> ReadAsync(BranchTip tip, ImmutableArray<string> paths, CancellationToken cancellation) => Silent<FileContents>();

        public Task<SourceAnswer<WriteOutcome>> WriteAsync(BranchTip expected, StateChange change, CancellationToken cancellation) => Silent<WriteOutcome>();

        private Task<SourceAnswer<T>> Silent<T>()
            where T : class =>
            Task.FromResult(SourceAnswer.Failed<T>(Finding.Create(DiagnosticCatalog.StoreUnusable, new SourceLocation(Name), "it does not answer.")));
    }
}
