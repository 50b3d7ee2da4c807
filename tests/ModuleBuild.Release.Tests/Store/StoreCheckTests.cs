using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Store;

public sealed class StoreCheckTests
{
    [Fact]
    public async Task Store_after_all_kinds_of_operations_is_whole()
    {
        var world = await LivedAsync();

        var result = await new StoreCheck(world.Store, world.Clock).CheckAllAsync(CancellationToken.None);

        Assert.Empty(result.Findings);
        Assert.Equal((1, 3, (await world.ReadAsync()).Head.Sequence), (result.Environments, result.Releases, result.Entries));
    }

    [Fact]
    public async Task Open_operation_is_whole_too()
    {
        var world = await LivedAsync();
        await world.Process().Promoter.BeginAsync(World.Request("A 3.0.0"), CancellationToken.None);

        Assert.Empty((await new StoreCheck(world.Store, world.Clock).CheckAllAsync(CancellationToken.None)).Findings);
    }

    [Theory]
    [InlineData("releases/0/2.json", null, null, "MB6011", "releases/0/2.json: it is missing.")]
    [InlineData("releases/0/2.json", "hash-of-A", "hash-of-X", "MB6011", "releases/0/2.json: its digest is not that of its modules and settings.")]
    [InlineData("releases/0/2.json", "\"number\": 2", "\"number\": 3", "MB6011", "releases/0/2.json: it is release 3.")]
    [InlineData("releases/0/2.json", "\"environment\": \"staging\"", "\"environment\": \"x\"", "MB6011", "releases/0/2.json: it is one of 'x'.")]
    [InlineData("releases/0/2.json", "{", "[", "MB6011", "releases/0/2.json: ")]
    [InlineData("current.json", "\"releases\": 3", "\"releases\": 2", "MB6011", "releases/0/3.json: it is there, and the environment does not know of it.")]
    [InlineData("current.json", "\"release\": 2", "\"release\": 9", "MB6011", "release is 9, and there are releases 1 to 3.")]
    [InlineData("current.json", "\"lastKnownGood\": 2", "\"lastKnownGood\": 9", "MB6011", "lastKnownGood is 9, and there are releases 1 to 3.")]
    [InlineData("ledger/0/2.json", null, null, "MB6012", "entry 2: it is missing or empty.")]
    [InlineData("ledger/0/2.json", "a person", "nobody", "MB6012", "entry 2 was changed: entry 3 carries another hash of it.")]
    [InlineData("ledger/head.json", "\"hash\": \"", "\"hash\": \"0", "MB6012", "was changed: the head carries another hash of it.")]
    public async Task Damage_is_named(string path, string? before, string? after, string code, string problem)
    {
        var world = await LivedAsync();
        await EditAsync(world, path, before, after);

        var findings = (await new StoreCheck(world.Store, world.Clock).CheckAllAsync(CancellationToken.None)).Findings;

        Assert.Contains(findings, finding => finding.Code == code && finding.Message.Contains(problem, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Equal("modulebuild/staging", finding.Location.File));
    }

    [Fact]
    public async Task Entry_beyond_the_head_is_named()
    {
        var world = await LivedAsync();
        var head = (await world.ReadAsync()).Head;
        await PutAsync(world, StorePaths.LedgerEntry(head.Sequence + 1), "{}"u8.ToArray());

        var found = Assert.Single((await new StoreCheck(world.Store, world.Clock).CheckAllAsync(CancellationToken.None)).Findings);
        Assert.Equal("MB6012", found.Code);
    }

    [Fact]
    public async Task Operation_that_the_ledger_does_not_know_is_named()
    {
        var world = await LivedAsync();
        await world.Process().Promoter.BeginAsync(World.Request("A 3.0.0"), CancellationToken.None);
        await EditAsync(world, StorePaths.Operation, "\"id\": \"", "\"id\": \"f");
        await EditAsync(world, StorePaths.Target, "3.0.0", "4.0.0");

        var findings = (await new StoreCheck(world.Store, world.Clock).CheckAllAsync(CancellationToken.None)).Findings;

        Assert.Equal(["MB6011", "MB6012"], findings.Select(finding => finding.Code));
        Assert.Contains("target.json is not the set of operation.json.", findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("by the ledger operation ", findings[1].Message, StringComparison.Ordinal);
    }

    // A promotion, another, and one that was found to be bad and taken back.
    private static async Task<World> LivedAsync()
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        await world.PromoteAsync("A 2.0.0, B 1.0.0");
        world.Probe.Sick.Add("B 2.0.0");
        var failed = await world.PromoteAsync("A 2.0.0, B 2.0.0");
        Assert.Equal(OperationOutcome.RolledBack, failed.Outcome);
        return world;
    }

    private static async Task EditAsync(World world, string path, string? before, string? after)
    {
        var tip = (await world.Store.GetTipAsync(StorePaths.BranchOf(World.Environment), CancellationToken.None)).Value!;
        var file = Encoding.UTF8.GetString((await world.Store.ReadAsync(tip, [path], CancellationToken.None)).Value!.Files[0]!);
        Assert.True(before is null || file.Contains(before, StringComparison.Ordinal), file);
        await PutAsync(world, path, before is null ? null : Encoding.UTF8.GetBytes(file.Replace(before, after, StringComparison.Ordinal)));
    }

    private static async Task PutAsync(World world, string path, byte[]? content)
    {
        var tip = (await world.Store.GetTipAsync(StorePaths.BranchOf(World.Environment), CancellationToken.None)).Value!;
        var files = ImmutableSortedDictionary.Create<string, byte[]?>(StringComparer.Ordinal).Add(path, content);
        await world.Store.WriteAsync(tip, new StateChange(files, "edited by hand", "a person", world.Clock.GetUtcNow(), "editor"), CancellationToken.None);
    }
}
