using ModuleBuild.Release.Store;
using ModuleBuild.Release.Store.Git;
using static ModuleBuild.Release.Tests.Store.Git.StoreUnderTest;

namespace ModuleBuild.Release.Tests.Store.Git;

public sealed class RewrittenHistoryTests
{
    [Theory]
    [InlineData(StoreKind.Local)]
    [InlineData(StoreKind.RemotePath)]
    public async Task Force_push_is_detected_until_somebody_removes_the_cache(StoreKind kind)
    {
        await using var made = await CreateAsync(kind);
        var store = made.Open();
        var first = await WriteAsync(store, BranchTip.None(Branch), ("a", "1"));
        await WriteAsync(store, first!, ("a", "2"));
        await made.GitAsync("update-ref", "refs/heads/" + Branch, first!.Commit!);

        foreach (var _ in new[] { 1, 2 })
        {
            var tip = await store.GetTipAsync(Branch, CancellationToken.None);

            Assert.Equal("MB6012", tip.Problem?.Code);
            Assert.StartsWith("The ledger of environment 'staging' is not whole: history was rewritten: ", tip.Problem!.Message, StringComparison.Ordinal);
        }

        Assert.Equal(first, await TipAsync(made.Open()));
    }

    [Theory]
    [InlineData(StoreKind.Local)]
    [InlineData(StoreKind.RemotePath)]
    public async Task Removed_branch_is_detected(StoreKind kind)
    {
        await using var made = await CreateAsync(kind);
        var store = made.Open();
        await WriteAsync(store, BranchTip.None(Branch), ("a", "1"));
        await made.GitAsync("update-ref", "-d", "refs/heads/" + Branch);

        Assert.Equal("MB6012", (await store.GetTipAsync(Branch, CancellationToken.None)).Problem?.Code);
    }

    [Fact]
    public async Task Next_process_remembers()
    {
        await using var made = await CreateAsync(StoreKind.Local);
        var cache = made.Folder["cache"];
        var store = (LocalGitStore)made.Open(cache: cache);
        var first = await WriteAsync(store, BranchTip.None(Branch), ("a", "1"));
        await WriteAsync(store, first!, ("a", "2"));
        await store.DisposeAsync();
        await made.GitAsync("update-ref", "refs/heads/" + Branch, first!.Commit!);

        Assert.Equal("MB6012", (await made.Open(cache: cache).GetTipAsync(Branch, CancellationToken.None)).Problem?.Code);
        await File.WriteAllTextAsync(Path.Combine(cache, "seen"), "modulebuild/staging 123\n\0\n-x -y", CancellationToken.None);
        Assert.Equal(first, await TipAsync(made.Open(cache: cache)));
    }

    [Fact]
    public async Task Readers_and_writers_of_one_process_raise_no_alarm()
    {
        await using var made = await CreateAsync(StoreKind.Local);
        var store = made.Open();
        var tip = await WriteAsync(store, BranchTip.None(Branch), ("a", "0"));
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await TipAsync(store);
            }
        })).ToList();
        for (var round = 0; round < 15; round++)
        {
            tip = await WriteAsync(store, tip!, ("a", round.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Commits_of_others_are_no_rewriting()
    {
        await using var made = await CreateAsync(StoreKind.RemotePath);
        var (one, other) = (made.Open(), made.Open());
        var tip = await WriteAsync(one, BranchTip.None(Branch), ("a", "0"));
        tip = await TipAsync(other);
        for (var round = 1; round < 4; round++)
        {
            tip = await WriteAsync(other, tip!, ("a", round.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Equal(tip, await TipAsync(one));
        Assert.Equal(["3"], await ReadAsync(one, tip!, "a"));
    }
}
