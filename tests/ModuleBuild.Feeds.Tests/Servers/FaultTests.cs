using System.Diagnostics;
using System.Text;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Feeds.Tests.Servers;

/// <summary>A server that misbehaves: told with code, source, what happened and the way out, or endured where it passes.</summary>
public sealed class FaultTests
{
    private static readonly TestPackage A = TestPackage.Module("Acme.A", "1.0.0");

    // After a 401 NuGet's client asks once more, with the credentials of the machine's user.
    [Theory]
    [InlineData(401, "it asks for credentials (401), and got none that fit. Add them to <packageSourceCredentials>", 2)]
    [InlineData(403, "it refuses access (403)", 1)]
    [InlineData(410, "it answered with status 410", 1)]
    [InlineData(429, "it has had too many requests (429)", 4)]
    [InlineData(500, "it has a problem of its own (500)", 4)]
    [InlineData(503, "it has a problem of its own (503)", 4)]
    public async Task A_refusal_is_told_and_only_what_may_pass_is_asked_again(int status, string words, int requests)
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault("registration") { Status = status });

        var message = await scenario.Open().VersionsFailAsync("Acme.A");

        Assert.StartsWith($"MB1015 Package source 'server' failed: {words}", message, StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count(request => request.Path.Contains("registration", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("index.json")]
    [InlineData("registration")]
    [InlineData(".nupkg")]
    public async Task Trouble_that_passes_is_endured(string path)
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault(path) { Status = 503, Times = 1 });
        server.Break(new Fault(path) { TruncateAt = 7, Times = 1 });
        server.Break(new Fault(path) { Reset = true, Times = 1 });

        Assert.Equal("Acme.A 1.0.0", (await scenario.Open().FactsAsync("Acme.A", "1.0.0")).ToString());
    }

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault("registration") { Status = 429, RetryAfter = 1, Times = 1 });
        var clock = Stopwatch.StartNew();

        Assert.Equal(["1.0.0"], await scenario.Open().VersionsAsync("Acme.A"));
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_wait_longer_than_the_answer_may_take_is_not_waited()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault("registration") { Status = 503, RetryAfter = 3600 });
        var clock = Stopwatch.StartNew();

        Assert.Contains("(503) and asks to wait 3600 seconds", await scenario.Open().VersionsFailAsync("Acme.A"), StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_server_that_is_down_is_told_once_for_all_who_ask()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        await server.DisposeAsync();
        var source = scenario.Open(options => options with { RetryDelay = TimeSpan.FromMilliseconds(100) });
        var clock = Stopwatch.StartNew();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => source.VersionsFailAsync($"Acme.Number{number}")));

        Assert.StartsWith("MB1015 Package source 'server' failed: it cannot be reached: nobody answers there.", Assert.Single(answers.Distinct()), StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task A_server_that_went_down_after_its_index_was_kept_is_told_once()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        await scenario.Open().VersionsAsync("Acme.A");
        await server.DisposeAsync();
        var source = scenario.Open(options => options with { RetryDelay = TimeSpan.FromMilliseconds(200) });
        var clock = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => source.VersionsFailAsync($"Acme.Number{number}")));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task What_failed_is_asked_again()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        var source = scenario.Open();
        server.Break(new Fault(string.Empty) { Status = 500 });
        await source.FactsFailAsync("Acme.A", "1.0.0");
        server.Mend();

        Assert.Equal("Acme.A 1.0.0", (await source.FactsAsync("Acme.A", "1.0.0")).ToString());
    }

    [Theory]
    [InlineData("index.json", "no answer within 2 seconds")]
    [InlineData("registration", "no answer within 2 seconds")]
    [InlineData(".nupkg", "no answer within 2 seconds")]
    public async Task A_server_that_never_answers_is_told_in_time(string path, string words)
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault(path) { Hang = true });
        var source = scenario.Open(options => options with { Timeout = TimeSpan.FromSeconds(2), Retries = 1 });
        var clock = Stopwatch.StartNew();

        Assert.Contains(words, await source.FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData(150_000, true)]
    [InlineData(1_000, false)]
    public async Task A_slow_line_is_endured_and_a_trickle_is_not(int rate, bool isEndured)
    {
        var noise = new byte[450_000];
        new Random(1).NextBytes(noise);
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A.WithFile("lib/net10.0/large.bin", noise));
        await using var _1 = scenario;
        server.Break(new Fault(".nupkg") { Rate = rate });
        var source = scenario.Open(options => options with { Timeout = TimeSpan.FromSeconds(2), Retries = 0 });

        if (isEndured)
        {
            Assert.True((await source.FactsAsync("Acme.A", "1.0.0")).IsModule);
        }
        else
        {
            Assert.Contains("no answer within 2 seconds", await source.FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("v3/index.json", "<html>Log in</html>")]
    [InlineData("v3/index.json", """{"version":"2.0","resources":[]}""")]
    [InlineData("v3/index.json", """{"version":"3.0.0","resources":[]}""")]
    [InlineData("registration", "<html>Log in</html>")]
    [InlineData("registration", """{"items":[{"items":[{"catalogEntry":{"id":"Acme.A","vers""")]
    [InlineData("registration", """{"items":[{"items":[{"catalogEntry":{"id":"Acme.A","version":"one"}}]}]}""")]
    [InlineData("registration", "[1, 2]")]
    [InlineData("registration", "")]
    public async Task An_answer_that_is_none_is_told(string path, string body)
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault(path) { Body = Encoding.UTF8.GetBytes(body) });
        var source = scenario.Open();

        Assert.StartsWith(
            "MB1015 Package source 'server' failed: it answered something that no NuGet V3 server says (", await source.VersionsFailAsync("Acme.A"), StringComparison.Ordinal);
        server.Mend();
        Assert.Equal(["1.0.0"], await source.VersionsAsync("Acme.A"));
    }

    [Fact]
    public async Task An_address_where_nothing_is_is_told()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        scenario.Configure(server.NuGetConfig().Replace("/v3/index.json", "/v4/index.json", StringComparison.Ordinal));

        Assert.Equal(
            $"MB1015 Package source 'server' failed: there is nothing at {server.Url}/v4/index.json (404). Check its address in nuget.config.",
            await scenario.Open().VersionsFailAsync("Acme.A"));
    }

    [Fact]
    public async Task Plain_http_needs_permission()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        scenario.Configure(server.NuGetConfig().Replace("allowInsecureConnections=\"true\"", string.Empty, StringComparison.Ordinal));

        Assert.Contains(
            "anybody on the way could change what it says. Use https, or set allowInsecureConnections=\"true\"",
            await scenario.Open().VersionsFailAsync("Acme.A"),
            StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Advisories_that_cannot_be_had_are_not_passed_over()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(new NuGetServerOptions { Vulnerabilities = [] }, A);
        await using var _1 = scenario;
        server.Break(new Fault("vulnerabilities/base.json") { Status = 403 });

        Assert.StartsWith("MB1015 Package source 'server' failed: it refuses access (403)", await scenario.Open().FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_is_asked_at_once_than_allowed()
    {
        var packages = Enumerable.Range(0, 30).Select(number => TestPackage.Module($"Acme.Number{number}", "1.0.0")).ToArray();
        var (scenario, server) = await FeedScenario.WithServerAsync(new NuGetServerOptions { Latency = TimeSpan.FromMilliseconds(20) }, packages);
        await using var _1 = scenario;
        var source = scenario.Open(options => options with { Concurrency = 4 });

        await Task.WhenAll(packages.Select(package => source.FactsAsync(package.Id, "1.0.0")));

        Assert.Equal(4, server.MostAtOnce);
    }
}
