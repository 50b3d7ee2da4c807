using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Servers;

public sealed class CancellationTests
{
    private static readonly NuGetVersion One = NuGetVersion.Parse("1.0.0");
    private static readonly TestPackage A = TestPackage.Module("Acme.A", "1.0.0").WithFile("lib/net10.0/large.bin", Noise());

    [Theory]
    [InlineData("v3/index.json")]
    [InlineData("registration")]
    [InlineData(".nupkg")]
    public async Task Cancelling_ends_the_wait_and_leaves_nothing_behind(string path)
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault(path) { Hang = true });
        var source = scenario.Open();
        using var stop = new CancellationTokenSource();

        var asking = source.GetFactsAsync("Acme.A", One, stop.Token);
        await UntilAsync(() => server.OpenRequests > 0 && server.WasAsked(path));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await UntilAsync(() => server.OpenRequests == 0);
        Assert.Empty(Files(scenario["packages"]));
        Assert.DoesNotContain(Files(scenario["http-cache"]), file => file.EndsWith("-new", StringComparison.Ordinal));

        server.Mend();
        Assert.True((await source.FactsAsync("Acme.A", "1.0.0")).IsModule);
    }

    [Fact]
    public async Task One_who_leaves_does_not_stop_the_others()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(new NuGetServerOptions { Latency = TimeSpan.FromMilliseconds(200) }, A);
        await using var _1 = scenario;
        var source = scenario.Open();
        using var stop = new CancellationTokenSource();

        var leaving = source.GetFactsAsync("Acme.A", One, stop.Token);
        var staying = source.FactsAsync("acme.a", "1.0.0");
        await UntilAsync(() => server.OpenRequests > 0);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.True((await staying).IsModule);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Cancelled_before_it_began_nobody_is_asked()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scenario.Open().GetVersionsAsync("Acme.A", stop.Token));
        Assert.Empty(server.Requests);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private static string[] Files(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];

    private static byte[] Noise()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
