using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Store;

public sealed class StoreMigrationTests
{
    private static readonly ImmutableArray<MigrationStep> Steps =
    [
        new(2, "'b' for 'a'", (path, content) =>
        {
            content["b"] = $"{path}, {content["a"]}";
            content.Remove("a");
            return content;
        }),
        new(1, "'a' is there", (_, content) =>
        {
            content["a"] = "ü";
            return content;
        }),
    ];

    [Fact]
    public async Task There_is_nothing_to_do_today()
    {
        var world = await World.CreateAsync();

        var migrated = await MigrateAsync(world, MigrationStep.All, StoreFormat.Current);

        Assert.Equal(new MigrationResult(1, 1), migrated.Value);
        Assert.Single(world.Store.History);
    }

    [Fact]
    public async Task Older_format_goes_all_steps_in_one_commit_with_an_entry()
    {
        var world = await World.CreateAsync();
        await world.Process().Promoter.BeginAsync(World.Request("A 1.0.0"), CancellationToken.None);
        var before = (await world.ReadAsync()).Head;

        var migrated = await MigrateAsync(world, Steps, 3);

        Assert.Equal(new MigrationResult(1, 3), migrated.Value);
        var change = world.Store.History[^1].Change;
        Assert.Equal(3, world.Store.History.Count);
        Assert.Equal(["current.json", "ledger/0/4.json", "ledger/head.json", "operation.json", "target.json"], change.Files.Keys);
        Assert.StartsWith("{\n  \"formatVersion\": 3,\n", Text(change, "current.json"), StringComparison.Ordinal);
        Assert.EndsWith("\n  \"b\": \"operation.json, ü\"\n}\n", Text(change, "operation.json"), StringComparison.Ordinal);
        var chain = LedgerChain.From(before.Sequence + 1);
        var entry = chain.Add(change.Files["ledger/0/4.json"]);
        Assert.Equal((LedgerEventKind.Migrated, "1 to 2: 'a' is there 2 to 3: 'b' for 'a'", before.Hash), (entry!.Event.Kind, entry.Event.Why, entry.Previous));
        Assert.Null(chain.End(StoreJson.Read<LedgerHead>(change.Files["ledger/head.json"]).Value!));
    }

    [Fact]
    public async Task Migrating_twice_migrates_once()
    {
        var world = await World.CreateAsync();
        await MigrateAsync(world, Steps, 3);

        Assert.Equal(new MigrationResult(3, 3), (await MigrateAsync(world, Steps, 3)).Value);
        Assert.Equal(2, world.Store.History.Count);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(3, 5)]
    public async Task Format_that_no_step_starts_from_is_refused(int first, int second)
    {
        var world = await World.CreateAsync();
        await MigrateAsync(world, Steps, first);

        var migrated = await MigrateAsync(world, Steps, second);

        Assert.Equal("MB6011", migrated.Problem?.Code);
        Assert.Contains($"its 'formatVersion' is 3; this tool knows {second}", migrated.Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"formatVersion": "1"}""")]
    [InlineData("""{"formatVersion": 0}""")]
    [InlineData("""{"formatVersion": -2147483648}""")]
    [InlineData("""{"formatVersion": 1, "formatVersion": 1}""")]
    public async Task Damaged_state_is_refused(string content)
    {
        var world = await World.CreateAsync();
        var tip = (await world.ReadAsync()).Tip;
        var files = ImmutableSortedDictionary.Create<string, byte[]?>(StringComparer.Ordinal).Add(StorePaths.Current, Encoding.UTF8.GetBytes(content));
        await world.Store.WriteAsync(tip, new StateChange(files, "edited by hand", "a person", world.Clock.GetUtcNow(), "editor"), CancellationToken.None);

        Assert.Equal("MB6011", (await MigrateAsync(world, Steps, 3)).Problem?.Code);
    }

    private static Task<SourceAnswer<MigrationResult>> MigrateAsync(World world, ImmutableArray<MigrationStep> steps, int current) =>
        new StoreMigration(world.Store, steps, current, "migration", world.Clock).MigrateAsync(World.Environment, "a person", CancellationToken.None);

    private static string Text(StateChange change, string path) => Encoding.UTF8.GetString(change.Files[path]!);
}
