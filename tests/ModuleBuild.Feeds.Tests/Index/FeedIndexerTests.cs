using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Index;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Index;

public sealed class FeedIndexerTests
{
    private static readonly TestPackage[] Packages =
    [
        TestPackage.Module("Acme.A", "1.0.0").DependsOn("acme.b", "[1.0,2.0)"),
        TestPackage.Module("Acme.A", "2.0.0").DependsOn("Acme.B", "[2.0,3.0)"),
        TestPackage.Module("Acme.B", "1.0.0").DependsOn("Acme.A", "[1.0]"),
        TestPackage.Module("Acme.B", "1.5.0").DependsOn("Acme.Opt", "1.0", "optional"),
        TestPackage.Module("Acme.B", "2.0.0").DependsOn("Acme.Nobody", "1.0"),
        TestPackage.Library("Acme.Opt", "1.0.0"),
        TestPackage.Module("Acme.Other", "1.0.0"),
    ];

    [Theory]
    [InlineData("[1.0]", false, "Acme.A 1.0.0,Acme.B 1.0.0,Acme.B 1.5.0,Acme.Opt 1.0.0")]
    [InlineData("2.0", false, "Acme.A 2.0.0,Acme.B 2.0.0")]
    [InlineData("2.0", true, "Acme.A 1.0.0,Acme.A 2.0.0,Acme.B 1.0.0,Acme.B 1.5.0,Acme.B 2.0.0,Acme.Opt 1.0.0")]
    public async Task An_index_holds_what_the_roots_lead_to(string range, bool allVersions, string expected)
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, Packages);
        await using var _1 = scenario;
        var rounds = new Rounds();

        var (packages, findings) = await FeedIndexer.CollectAsync(
            scenario.Open(), Request("Acme.A", range) with { AllVersions = allVersions }, rounds, FeedScenario.Cancellation);

        Assert.Empty(findings);
        Assert.Equal(expected, string.Join(',', packages.Select(package => package.ToString())));
        Assert.Equal(packages.Length, rounds.Last!.Versions);
    }

    [Fact]
    public async Task All_that_cannot_be_had_is_told()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, Packages);
        await using var _1 = scenario;
        server.Break(new Fault("acme.b.1.0.0.nupkg") { Status = 404 });
        var request = new IndexRequest([.. Request("Acme.A", "1.0").Roots, .. Request("Acme.Typo", "1.0").Roots]);

        var (packages, findings) = await FeedIndexer.CollectAsync(scenario.Open(), request, null, FeedScenario.Cancellation);

        Assert.Equal(["MB1008", "MB1021"], findings.Select(finding => finding.Code));
        Assert.Equal("Acme.Typo (any version) was not found in any source: nobody has a package of that name. Check how it is spelt.", findings[0].Message);
        Assert.Contains(packages, package => package.ToString() == "Acme.B 1.5.0");
    }

    [Fact]
    public async Task Collecting_can_be_stopped()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, Packages);
        await using var _1 = scenario;
        server.Break(new Fault("acme.b/index.json") { Hang = true });
        using var stop = new CancellationTokenSource();

        var collecting = FeedIndexer.CollectAsync(scenario.Open(), Request("Acme.A", "1.0"), null, stop.Token);
        while (server.MostAtOnce == 0 || !server.Requests.Any(request => request.Path.Contains("acme.a.2.0.0", StringComparison.Ordinal)))
        {
            await Task.Delay(5, FeedScenario.Cancellation);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collecting);
    }

    private static IndexRequest Request(string id, string range) => new([new PackageDependency(id, new WrittenRange(range, VersionRange.Parse(range)))]);

    // Unlike Progress<T> it tells at once, in order.
    private sealed class Rounds : IProgress<ResolutionProgress>
    {
        public ResolutionProgress? Last { get; private set; }

        public void Report(ResolutionProgress value) => Last = value;
    }
}
