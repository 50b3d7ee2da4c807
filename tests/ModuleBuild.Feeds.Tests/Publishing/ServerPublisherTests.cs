using ModuleBuild.Core.Ports;
using ModuleBuild.Testing.NuGetServer;
using static ModuleBuild.Feeds.Tests.Publishing.PublishScenario;

namespace ModuleBuild.Feeds.Tests.Publishing;

public sealed class ServerPublisherTests
{
    private static readonly TestPackage Package = TestPackage.Module("Acme.A", "1.0.0");

    [Fact]
    public async Task Package_is_pushed_and_found()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync();
        await using var end = scenario;
        var publisher = scenario.Publisher("server");
        var file = scenario.Pack(Package);

        Assert.Null(await publisher.HashInAsync(file));
        var answer = await publisher.PushAsync(file, Cancellation);

        Assert.Equal(PushOutcome.Accepted, answer.Outcome);
        Assert.Equal(file.ContentHash, await publisher.HashInAsync(file));
    }

    [Fact]
    public async Task Version_that_is_there_is_a_conflict()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, Package.WithFile("a.txt", "other"));
        await using var end = scenario;
        var publisher = scenario.Publisher("server");
        var file = scenario.Pack(Package);

        var answer = await publisher.PushAsync(file, Cancellation);

        Assert.Equal(PushOutcome.Conflict, answer.Outcome);
        Assert.StartsWith("Acme.A 1.0.0 was not published to 'server': it says that it has this version already (409", answer.Problem!.Message, StringComparison.Ordinal);
        Assert.NotEqual(file.ContentHash, await publisher.HashInAsync(file));
    }

    [Fact]
    public async Task Content_is_the_same_where_the_feed_signed_it()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(new NuGetServerOptions { Countersigns = true });
        await using var end = scenario;
        var publisher = scenario.Publisher("server");
        var file = scenario.Pack(Package);

        await publisher.PushAsync(file, Cancellation);

        Assert.NotEqual(await File.ReadAllBytesAsync(file.Path, Cancellation), await File.ReadAllBytesAsync(scenario["served/Acme.A.1.0.0.nupkg"], Cancellation));
        Assert.Equal(file.ContentHash, await publisher.HashInAsync(file));
    }

    [Fact]
    public async Task Symbols_go_to_their_own_place_and_are_shown_to_nobody()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, Package);
        await using var end = scenario;
        var publisher = scenario.Publisher("server");
        var symbols = scenario.PackSymbols(Package);

        var first = await publisher.PushAsync(symbols, Cancellation);
        var second = await publisher.PushAsync(symbols, Cancellation);

        Assert.Equal((PushOutcome.Accepted, PushOutcome.Conflict), (first.Outcome, second.Outcome));
        Assert.Contains(server.Requests, request => request is { Method: "PUT", Path: "/v3/symbols", Status: 201 });
        Assert.Equal(PublishedContent.NotShown, (await publisher.FindAsync("Acme.A", symbols.Version, PackageFileKind.Symbols, Cancellation)).Value);
    }

    [Fact]
    public async Task Server_without_a_place_for_symbols_is_not_asked()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(new NuGetServerOptions { HasSymbols = false }, Package);
        await using var end = scenario;

        var answer = await scenario.Publisher("server").PushAsync(scenario.PackSymbols(Package), Cancellation);

        Assert.Equal(PushOutcome.NotOffered, answer.Outcome);
        Assert.DoesNotContain(server.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task Key_comes_from_the_caller_or_from_the_configuration()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(new NuGetServerOptions { ApiKey = "the key" });
        await using var end = scenario;
        var file = scenario.Pack(Package);
        var other = scenario.Pack(TestPackage.Module("Acme.B", "1.0.0"));

        var without = await scenario.Publisher("server").PushAsync(file, Cancellation);
        var given = await scenario.Publisher("server", "the key").PushAsync(file, Cancellation);
        scenario.Configure(server.NuGetConfig(more: $"""<apikeys><add key="{server.IndexUrl}" value="not encrypted" /></apikeys>"""));
        var (unreadable, problem) = ModuleBuild.Feeds.Publishing.NuGetPublisher.Open(new() { Folder = scenario[string.Empty], Source = "server" });

        Assert.Equal((PushOutcome.Refused, PushOutcome.Accepted), (without.Outcome, given.Outcome));
        Assert.Contains("it refuses the key (403", without.Problem!.Message, StringComparison.Ordinal);
        Assert.Null(unreadable);
        Assert.Equal("MB1015", problem!.Code);
        Assert.Equal(PushOutcome.Accepted, (await scenario.Publisher("server", "the key").PushAsync(other, Cancellation)).Outcome);
    }

    public static TheoryData<string, Fault, bool> Unclear => new()
    {
        { "500, nothing taken", new Fault("push") { Status = 500, Undone = true }, false },
        { "503 after it was taken", new Fault("push") { Status = 503 }, true },
        { "answer lost after it was taken", new Fault("push") { Lose = true }, true },
        { "connection torn", new Fault("push") { Reset = true }, false },
        { "no answer in time", new Fault("push") { Hang = true }, false },
        { "too many requests", new Fault("push") { Status = 429, Undone = true, RetryAfter = 7 }, false },
    };

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task Unclear_answer_is_told_as_one(string what, Fault fault, bool isTaken)
    {
        var (scenario, server) = await FeedScenario.WithServerAsync();
        await using var end = scenario;
        var publisher = scenario.Publisher("server", timeout: TimeSpan.FromSeconds(2));
        var file = scenario.Pack(Package);
        server.Break(fault);

        var answer = await publisher.PushAsync(file, Cancellation);

        Assert.True(answer.Outcome == PushOutcome.Unclear, $"{what}: {answer.Outcome}");
        Assert.Equal(isTaken ? file.ContentHash : null, await publisher.HashInAsync(file));
        Assert.Equal(fault.RetryAfter, (int?)answer.Wait?.TotalSeconds);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task Refusal_is_told_as_one(int status)
    {
        var (scenario, server) = await FeedScenario.WithServerAsync();
        await using var end = scenario;
        server.Break(new Fault("push") { Status = status, Undone = true });

        var answer = await scenario.Publisher("server").PushAsync(scenario.Pack(Package), Cancellation);

        Assert.Equal(PushOutcome.Refused, answer.Outcome);
        Assert.Equal("MB6008", answer.Problem!.Code);
    }

    [Fact]
    public async Task File_that_changed_since_it_was_checked_is_not_sent()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync();
        await using var end = scenario;
        var file = scenario.Pack(Package);
        scenario.Pack(Package.WithFile("a.txt", "packed again"));

        var answer = await scenario.Publisher("server").PushAsync(file, Cancellation);

        Assert.Equal(PushOutcome.Refused, answer.Outcome);
        Assert.Contains("has other bytes than those that were checked", answer.Problem!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task Damaged_package_of_the_feed_is_a_problem_and_never_a_success()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, Package);
        await using var end = scenario;
        var file = scenario.Pack(Package);
        server.Break(new Fault(".nupkg") { Body = "no package"u8.ToArray() });

        var (found, problem) = await scenario.Publisher("server").FindAsync(file.Id, file.Version, file.Kind, Cancellation);

        Assert.Null(found);
        Assert.Equal("MB1021", problem!.Code);
    }

    [Fact]
    public async Task Process_of_its_own_takes_packages_and_symbols()
    {
        await using var scenario = new FeedScenario();
        using var server = await NuGetServerProcess.StartAsync(scenario["served"]);
        scenario.Configure([("server", server.IndexUrl)]);
        var publisher = scenario.Publisher("server");
        var file = scenario.Pack(Package);

        Assert.Equal(PushOutcome.Accepted, (await publisher.PushAsync(file, Cancellation)).Outcome);
        Assert.Equal(PushOutcome.Accepted, (await publisher.PushAsync(scenario.PackSymbols(Package), Cancellation)).Outcome);
        Assert.Equal(file.ContentHash, await publisher.HashInAsync(file));

        server.Kill();
        Assert.Equal(PushOutcome.Unclear, (await publisher.PushAsync(file, Cancellation)).Outcome);
    }
}
