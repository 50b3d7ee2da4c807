using System.Globalization;
using ModuleBuild.Release.Store;
using ModuleBuild.Testing;
using static ModuleBuild.Release.Tests.Store.Git.StoreUnderTest;

namespace ModuleBuild.Release.Tests.Store.Git;

public sealed class RemoteCacheTests
{
    private static readonly string[] Releases = [.. Enumerable.Range(1, 40).Select(number => string.Create(CultureInfo.InvariantCulture, $"releases/0/{number}.json"))];

    [Theory]
    [InlineData(StoreKind.RemoteUrl)]
    [InlineData(StoreKind.RemotePath)]
    public async Task First_look_brings_the_newest_commit_without_its_files(StoreKind kind)
    {
        await using var made = await CreateAsync(kind);
        var tip = await FillAsync(made);
        var cache = made.Folder["cache"];
        var store = made.Open(cache: cache);

        Assert.Equal(tip, await TipAsync(store));
        Assert.Equal(4, await CountAsync(cache)); // a commit, three folders

        Assert.Equal(["release 7", null], await ReadAsync(store, tip, Releases[6], "releases/0/41.json"));
        Assert.Equal(5, await CountAsync(cache));
    }

    [Fact]
    public async Task Later_looks_bring_what_is_new()
    {
        await using var made = await CreateAsync(StoreKind.RemotePath);
        var tip = await FillAsync(made);
        var cache = made.Folder["cache"];
        var store = made.Open(cache: cache);
        await TipAsync(store);

        var next = await WriteAsync(made.Open(), tip, ("current.json", "1"), ("operation.json", "2"));

        Assert.Equal(next, await TipAsync(store));
        Assert.Equal(4 + 4, await CountAsync(cache)); // the commit, its root, two files
        await made.GitAsync("update-ref", "-d", "refs/heads/" + Branch);
        Assert.Equal(["1", "2"], await ReadAsync(store, next!, "current.json", "operation.json"));
    }

    [Fact]
    public async Task Server_that_cannot_leave_out_files_serves_too()
    {
        await using var made = await CreateAsync(StoreKind.RemoteUrl);
        await made.GitAsync("config", "uploadpack.allowFilter", "false");
        await made.GitAsync("config", "uploadpack.allowAnySHA1InWant", "false");
        var tip = await FillAsync(made);
        var store = made.Open();

        Assert.Equal(tip, await TipAsync(store));
        Assert.Equal(["release 7"], await ReadAsync(store, tip, Releases[6]));
        Assert.NotNull(await WriteAsync(store, tip, ("current.json", "1")));
    }

    [Fact]
    public async Task Processes_share_a_cache()
    {
        await using var made = await CreateAsync(StoreKind.RemotePath);
        var tip = await FillAsync(made);
        var stores = Enumerable.Range(0, 4).Select(_ => made.Open(cache: made.Folder["cache"])).ToList();

        await Task.WhenAll(stores.Select((store, index) => Task.Run(async () =>
        {
            var seen = await TipAsync(store);
            Assert.Equal([string.Create(CultureInfo.InvariantCulture, $"release {index + 1}")], await ReadAsync(store, seen, Releases[index]));
        })));

        Assert.Equal(tip, await TipAsync(stores[3]));
    }

    [Fact]
    public async Task Cache_is_made_again_after_it_was_removed()
    {
        await using var made = await CreateAsync(StoreKind.RemotePath);
        var tip = await FillAsync(made);
        var store = made.Open(cache: made.Folder["cache"]);
        await TipAsync(store);
        Directory.Delete(made.Folder["cache"], recursive: true);

        Assert.Equal(tip, await TipAsync(store));
        Assert.Equal(["release 2"], await ReadAsync(store, tip, Releases[1]));
    }

    private static async Task<BranchTip> FillAsync(StoreUnderTest made)
    {
        var store = made.Open();
        var tip = BranchTip.None(Branch);
        for (var start = 0; start < 40; start += 20)
        {
            tip = await WriteAsync(
                store, tip!, [.. Enumerable.Range(start, 20).Select(number => (Releases[number], (string?)string.Create(CultureInfo.InvariantCulture, $"release {number + 1}")))]);
        }

        return tip!;
    }

    private static async Task<int> CountAsync(string cache)
    {
        var listed = await ChildProcess.RunAsync(
            "git", ["-C", Path.Combine(cache, "view.git"), "cat-file", "--batch-check", "--batch-all-objects"], Path.GetTempPath());
        return listed.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    }
}
