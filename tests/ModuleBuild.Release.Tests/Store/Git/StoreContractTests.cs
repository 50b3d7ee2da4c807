using System.Globalization;
using ModuleBuild.Release.Store;
using static ModuleBuild.Release.Tests.Store.Git.StoreUnderTest;

namespace ModuleBuild.Release.Tests.Store.Git;

/// <summary>What every store keeps, in memory, in a folder, or far away.</summary>
public sealed class StoreContractTests
{
    public static TheoryData<StoreKind> Kinds => [.. Enum.GetValues<StoreKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Empty_store_has_no_branches(StoreKind kind)
    {
        await using var made = await CreateAsync(kind);
        var store = made.Open();

        Assert.Empty(Value(await store.ListAsync("modulebuild/", CancellationToken.None)).Names);
        Assert.Null((await TipAsync(store)).Commit);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_written_is_read_by_others(StoreKind kind)
    {
        await using var made = await CreateAsync(kind);
        var store = made.Open();
        var first = await WriteAsync(store, BranchTip.None(Branch), ("current.json", "{1}"), ("ledger/0/1.json", "one"), ("ledger/head.json", "1"));
        var second = await WriteAsync(store, first!, ("current.json", null), ("ledger/0/2.json", "zwei \u00fc\n\nthree"), ("empty", string.Empty));

        var other = made.Open();
        var tip = await TipAsync(other);

        Assert.Equal(second, tip);
        Assert.Equal(
            [null, "one", "zwei \u00fc\n\nthree", "1", string.Empty, null, null],
            await ReadAsync(other, tip, "current.json", "ledger/0/1.json", "ledger/0/2.json", "ledger/head.json", "empty", "none/at/all", "ledger/0/3.json"));
        Assert.Equal(["{1}"], await ReadAsync(store, first!, "current.json"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Change_of_an_older_tip_loses(StoreKind kind)
    {
        await using var made = await CreateAsync(kind);
        var (one, other) = (made.Open(), made.Open());
        var first = await WriteAsync(one, BranchTip.None(Branch), ("a", "1"));
        Assert.Null(await WriteAsync(other, BranchTip.None(Branch), ("a", "2")));
        var second = await WriteAsync(other, (await TipAsync(other))!, ("a", "3"));

        Assert.Null(await WriteAsync(one, first!, ("b", "4")));
        Assert.Equal(second, await TipAsync(one));
        Assert.Equal(["3", null], await ReadAsync(one, second!, "a", "b"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Branches_are_apart(StoreKind kind)
    {
        await using var made = await CreateAsync(kind);
        var store = made.Open();
        var staging = await WriteAsync(store, BranchTip.None(Branch), ("a", "staging"));
        var production = await WriteAsync(store, BranchTip.None("modulebuild/production"), ("a", "production"));
        await WriteAsync(store, BranchTip.None("other/x"), ("a", "other"));

        Assert.Equal(["modulebuild/production", "modulebuild/staging"], Value(await store.ListAsync("modulebuild/", CancellationToken.None)).Names);
        Assert.Equal(["staging"], await ReadAsync(store, staging!, "a"));
        Assert.Equal(["production"], await ReadAsync(store, production!, "a"));
    }

    [Theory]
    [InlineData(StoreKind.Memory, 16, 4)]
    [InlineData(StoreKind.Local, 16, 2)]
    [InlineData(StoreKind.RemoteUrl, 4, 2)]
    public async Task Racing_writers_lose_no_update(StoreKind kind, int writers, int rounds)
    {
        await using var made = await CreateAsync(kind);
        var stores = Enumerable.Range(0, writers).Select(_ => made.Open()).ToList();

        await Task.WhenAll(stores.Select((store, writer) => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                await AddOneAsync(store, string.Create(CultureInfo.InvariantCulture, $"writer {writer}"));
            }
        })));

        var last = await TipAsync(stores[0]);
        Assert.Equal([(writers * rounds).ToString(CultureInfo.InvariantCulture)], await ReadAsync(stores[0], last, "count"));
    }

    private static async Task AddOneAsync(IStateStore store, string writer)
    {
        while (true)
        {
            var tip = await TipAsync(store);
            var count = tip.Commit is null ? 0 : int.Parse((await ReadAsync(store, tip, "count")).First()!, CultureInfo.InvariantCulture);
            var written = await store.WriteAsync(tip, Change(writer, ("count", (count + 1).ToString(CultureInfo.InvariantCulture))), CancellationToken.None);
            if (Value(written).Tip is not null)
            {
                return;
            }
        }
    }
}
