using System.Globalization;
using ModuleBuild.Core.Ports;
using ModuleBuild.Testing.NuGetServer;
using static ModuleBuild.Feeds.Tests.Publishing.PublishScenario;

namespace ModuleBuild.Feeds.Tests.Publishing;

public sealed class FolderPublisherTests
{
    private static readonly TestPackage Package = TestPackage.Module("Acme.A", "1.0.0");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_stands_there_is_never_overwritten(bool hierarchical)
    {
        await using var scenario = new FeedScenario();
        var publisher = Feed(scenario, hierarchical);
        var file = scenario.Pack(Package);
        var other = scenario.Pack(Package.WithFile("a.txt", "other"), "other");

        var answers = new[] { await publisher.PushAsync(file, Cancellation), await publisher.PushAsync(file, Cancellation), await publisher.PushAsync(other, Cancellation) };

        Assert.Equal([PushOutcome.Accepted, PushOutcome.Conflict, PushOutcome.Conflict], answers.Select(answer => answer.Outcome));
        Assert.Equal(file.ContentHash, await publisher.HashInAsync(file));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_sixteen_at_once_one_wins_whole(bool hierarchical)
    {
        await using var scenario = new FeedScenario();
        var publisher = Feed(scenario, hierarchical);
        for (var round = 0; round < 20; round++)
        {
            var package = TestPackage.Module("Acme.Many", string.Create(CultureInfo.InvariantCulture, $"1.0.{round}"));
            var files = Enumerable.Range(0, 16).Select(number => scenario.Pack(
                package.WithFile("a.txt", new string((char)('a' + number), 20_000)), string.Create(CultureInfo.InvariantCulture, $"out{number}"))).ToList();

            var answers = await Task.WhenAll(files.Select(file => Task.Run(() => publisher.PushAsync(file, Cancellation))));

            Assert.Equal(15, answers.Count(answer => answer.Outcome == PushOutcome.Conflict));
            var winner = Assert.Single(files.Zip(answers), pair => pair.Second.Outcome == PushOutcome.Accepted).First;
            Assert.Equal(winner.ContentHash, await publisher.HashInAsync(winner));
        }

        Assert.Empty(Directory.EnumerateFiles(scenario["feed"], "*.tmp", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_published_can_be_restored_from_there(bool hierarchical)
    {
        await using var scenario = new FeedScenario();
        scenario.Configure([("feed", scenario["feed"])]);
        await Feed(scenario, hierarchical).PushAsync(scenario.Pack(Package), Cancellation);

        var source = scenario.Open();

        Assert.Equal(["1.0.0"], await source.VersionsAsync("Acme.A"));
        Assert.Equal("Acme.A", (await source.FactsAsync("Acme.A", "1.0.0")).Id);
    }

    [Fact]
    public async Task Half_a_version_of_somebody_who_died_is_finished()
    {
        await using var scenario = new FeedScenario();
        scenario.Configure([("feed", scenario["feed"])]);
        var publisher = Feed(scenario, hierarchical: true);
        var file = scenario.Pack(Package);
        Directory.CreateDirectory(scenario["feed/acme.a/1.0.0"]);
        File.Copy(file.Path, scenario["feed/acme.a/1.0.0/acme.a.1.0.0.nupkg"]);

        var answer = await publisher.PushAsync(file, Cancellation);

        Assert.Equal(PushOutcome.Conflict, answer.Outcome);
        Assert.Equal(file.ContentHash, await publisher.HashInAsync(file));
        Assert.Equal(["1.0.0"], await scenario.Open().VersionsAsync("Acme.A"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Symbols_stand_beside_their_package(bool hierarchical)
    {
        await using var scenario = new FeedScenario();
        var publisher = Feed(scenario, hierarchical);
        await publisher.PushAsync(scenario.Pack(Package), Cancellation);
        var symbols = scenario.PackSymbols(Package);

        var first = await publisher.PushAsync(symbols, Cancellation);
        var other = await publisher.PushAsync(scenario.PackSymbols(Package, "other", "other"), Cancellation);

        Assert.Equal((PushOutcome.Accepted, PushOutcome.Conflict), (first.Outcome, other.Outcome));
        Assert.Equal(symbols.ContentHash, await publisher.HashInAsync(symbols));
    }

    [Fact]
    public async Task Other_spelling_of_the_version_is_the_same_version()
    {
        await using var scenario = new FeedScenario();
        scenario.Fill("feed", Package);
        File.Move(scenario["feed/Acme.A.1.0.0.nupkg"], scenario["feed/acme.a.1.0.nupkg"]);

        var answer = await scenario.Publisher(scenario["feed"]).PushAsync(scenario.Pack(Package), Cancellation);

        Assert.Equal(PushOutcome.Conflict, answer.Outcome);
    }

    [Fact]
    public async Task Path_that_is_a_file_is_told()
    {
        await using var scenario = new FeedScenario();
        scenario.Write("feed", "a file");

        var answer = await scenario.Publisher(scenario["feed"]).PushAsync(scenario.Pack(Package), Cancellation);

        Assert.Equal(PushOutcome.Refused, answer.Outcome);
        Assert.Contains("the folder cannot be written", answer.Problem!.Message, StringComparison.Ordinal);
    }

    private static IPackagePublisher Feed(FeedScenario scenario, bool hierarchical)
    {
        Directory.CreateDirectory(scenario["feed"]);
        if (hierarchical)
        {
            Directory.CreateDirectory(scenario["feed/acme.known/1.0.0"]);
            var known = TestPackage.Module("Acme.Known", "1.0.0");
            File.WriteAllBytes(scenario["feed/acme.known/1.0.0/acme.known.1.0.0.nupkg"], known.ToBytes());
            File.WriteAllText(scenario["feed/acme.known/1.0.0/acme.known.nuspec"], "<package />");
            File.WriteAllText(scenario["feed/acme.known/1.0.0/acme.known.1.0.0.nupkg.sha512"], "hash");
        }

        return scenario.Publisher(scenario["feed"]);
    }
}
