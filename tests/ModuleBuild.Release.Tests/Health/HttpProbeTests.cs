using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Health;

public sealed class HttpProbeTests : IDisposable
{
    private static readonly ModuleSet Set = World.Set("A 1.0.0");
    private static readonly ProbeOptions Quick = new()
    {
        Interval = TimeSpan.FromMilliseconds(5),
        Timeout = TimeSpan.FromSeconds(5),
        Bake = TimeSpan.FromMilliseconds(20),
        Successes = 3,
        Failures = 1,
        Grace = TimeSpan.Zero,
    };

    private readonly HttpHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("""{ "release": 7 }""")]
    [InlineData("""{ "release": "7", "status": "Healthy", "other": [1] }""")]
    [InlineData("""{ "status": "Healthy", "release": 7, "setDigest": "DIGEST" }""")]
    public async Task Release_that_answers_for_itself_is_healthy(string body)
    {
        _host.Answer = _ => HttpHost.Ok(body.Replace("DIGEST", Set.Digest(), StringComparison.Ordinal));

        var verdict = await AskAsync(Quick);

        Assert.True(verdict.IsHealthy, verdict.Reason);
        Assert.StartsWith($"{_host.Url} answered 200", verdict.Reason, StringComparison.Ordinal);
        Assert.True(_host.Requests >= 3);
    }

    [Theory]
    [InlineData("""{ "release": 6 }""", "answered 200 for release 6, not 7.")]
    [InlineData("""{ "release": 7, "setDigest": "sha256:00" }""", "answered 200 for release 7 with another set.")]
    [InlineData("""{ "release": 7.5 }""", "answered 200 for something that is no release, not 7.")]
    [InlineData("""{ "release": 7, "release": 6 }""", "answered 200 for release 6, not 7.")]
    [InlineData("""{ "release": null }""", "not 7.")]
    [InlineData("""{ "status": "Healthy" }""", "answered 200 without the field 'release'.")]
    [InlineData("[7]", "answered 200 with JSON that is no object.")]
    [InlineData("Healthy", "answered 200 with something that is not JSON")]
    [InlineData("", "answered 200 with something that is not JSON")]
    [InlineData("""{ "release": 7""", "answered 200 with something that is not JSON")]
    [InlineData("""{ "release": "\uD800" }""", "answered 200")]
    public async Task Nobody_else_is_taken_for_the_release(string body, string reason)
    {
        _host.Answer = _ => HttpHost.Ok(body);

        var verdict = await AskAsync(Quick);

        Assert.False(verdict.IsHealthy);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_that_is_sick_says_which_modules_are()
    {
        _host.Answer = _ => HttpHost.Ok(
            """{ "status": "Unhealthy", "release": 7, "modules": [ { "id": "C", "status": "Healthy" }, { "id": "A", "status": "Unhealthy", "description": "It has no water." } ] }""", 503);

        var said = new List<string>();
        var verdict = await AskAsync(Quick, new Sentences(said));

        Assert.Equal(new HealthVerdict(false, $"{_host.Url} answered 503: A is Unhealthy."), verdict);
        Assert.EndsWith("\nA: It has no water.", said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_set_is_never_blessed_while_the_new_one_comes_up()
    {
        var asked = 0;
        _host.Answer = _ => HttpHost.Ok(Interlocked.Increment(ref asked) <= 10 ? """{ "release": 6 }""" : """{ "release": 7 }""");
        var said = new List<string>();

        var verdict = await AskAsync(Quick with { Failures = 0, Grace = TimeSpan.FromMinutes(1) }, new Sentences(said));

        Assert.True(verdict.IsHealthy, verdict.Reason);
        Assert.Equal(10, said.Count(text => text.Contains("for release 6, not 7. (0 of 3 successes in a row, 0 of 0 allowed failures)", StringComparison.Ordinal)));
        Assert.True(said.Count >= 13);
    }

    [Fact]
    public async Task Host_that_starts_late_is_waited_for()
    {
        using var late = new HttpHost(isUp: false) { Answer = _ => HttpHost.Ok("""{ "release": 7 }""") };
        using var probe = new HttpProbe(Quick with { Url = late.Url, Failures = 0, Grace = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        var refused = new TaskCompletionSource<string>();

        var asking = probe.AskAsync(7, Set, new First(refused), TestContext.Current.CancellationToken);
        Assert.Contains("did not answer: the connection was refused.", await refused.Task, StringComparison.Ordinal);
        late.Start();

        Assert.True((await asking).IsHealthy);
    }

    [Fact]
    public async Task Host_that_is_not_there_is_no_success()
    {
        using var nobody = new HttpHost(isUp: false);

        var verdict = await AskAsync(Quick with { Url = nobody.Url });

        Assert.Equal(new HealthVerdict(false, $"{nobody.Url} did not answer: the connection was refused."), verdict);
    }

    [Fact]
    public async Task Answer_takes_too_long()
    {
        _host.Delay = TimeSpan.FromSeconds(3);

        var verdict = await AskAsync(Quick with { Timeout = TimeSpan.FromMilliseconds(100) });

        Assert.Equal(new HealthVerdict(false, "There was no answer within 0.1 s."), verdict);
    }

    [Fact]
    public async Task Answer_has_no_end()
    {
        _host.Answer = _ => HttpHost.Ok($$"""{ "release": 7, "text": "{{new string('x', 1 << 20)}}" }""");

        Assert.Contains("answered 200 with more than 1 MiB.", (await AskAsync(Quick)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_breaks_off()
    {
        _host.Answer = _ => "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{ \"release\": 7";

        Assert.Contains("broke its answer off", (await AskAsync(Quick)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nnonsense")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("")]
    public async Task Answer_is_not_HTTP(string answer)
    {
        _host.Answer = _ => answer;

        Assert.Contains("did not answer: ", (await AskAsync(Quick)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/elsewhere", true)]
    [InlineData("http://127.0.0.1:PORT/elsewhere", true)]
    [InlineData("http://localhost:PORT/elsewhere", false)]
    [InlineData("http://127.0.0.1:1/elsewhere", false)]
    [InlineData("https://example.com/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/health", false)] // in a circle
    public async Task Redirection_is_followed_within_the_host_only(string location, bool isFollowed)
    {
        _host.Answer = path => path == "/elsewhere"
            ? HttpHost.Ok("""{ "release": 7 }""")
            : HttpHost.Ok(string.Empty, 302, $"Location: {location.Replace("PORT", FormattableString.Invariant($"{_host.Port}"), StringComparison.Ordinal)}\r\n");

        Assert.Equal(isFollowed, (await AskAsync(Quick)).IsHealthy);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("localhost:8080")]
    [InlineData("ftp://example.com/")]
    public async Task Address_is_none(string? url) =>
        Assert.Contains("is no address of a health probe", (await AskAsync(Quick with { Url = url ?? string.Empty })).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task Asking_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var probe = new HttpProbe(Quick with { Url = _host.Url, Grace = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        var asking = probe.AskAsync(7, Set, null, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private async Task<HealthVerdict> AskAsync(ProbeOptions options, IProgress<string>? progress = null)
    {
        using var probe = new HttpProbe(options with { Url = options.Url ?? _host.Url }, TimeProvider.System);
        return await probe.AskAsync(7, Set, progress, TestContext.Current.CancellationToken);
    }

    private sealed class Sentences(List<string> said) : IProgress<string>
    {
        public void Report(string value) => said.Add(value);
    }

    private sealed class First(TaskCompletionSource<string> first) : IProgress<string>
    {
        public void Report(string value) => first.TrySetResult(value);
    }
}
