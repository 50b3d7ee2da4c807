using ModuleBuild.Core.Ports;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Servers;

/// <summary>What sources know of packages that they need not have.</summary>
public sealed class AdvisorySourceTests
{
    private static readonly PackageVersion Somebodys = new("Somebody.Json", NuGetVersion.Parse("1.2.0"));

    private static readonly NuGetServerOptions Knowing = new()
    {
        Vulnerabilities = [new ServedAdvisory("Somebody.Json", "[1.0,1.2.5)", "https://github.com/advisories/GHSA-5crp-9r3c-p9vr", 2)],
    };

    [Fact]
    public async Task Package_of_another_source_is_known()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(Knowing, TestPackage.Module("Acme.A", "1.0.0"));
        await using var _1 = scenario;

        var answer = await AskAsync(scenario.Options);

        Assert.Equal(("Somebody.Json 1.2.0", "GHSA-5crp-9r3c-p9vr"), (answer.Advisories.Single().Package.ToString(), answer.Advisories.Single().Advisory.Id));
        Assert.Equal((1, 0), (answer.Sources, answer.Problems.Length));
    }

    [Fact]
    public async Task Source_without_advisories_does_not_count()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(new NuGetServerOptions(), TestPackage.Module("Acme.A", "1.0.0"));
        await using var _1 = scenario;

        Assert.Equal(0, (await AskAsync(scenario.Options)).Sources);
    }

    [Fact]
    public async Task Source_that_is_down_is_told()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(Knowing, TestPackage.Module("Acme.A", "1.0.0"));
        await using var _1 = scenario;
        server.Break(new Fault("vulnerabilities") { Status = 503 });

        var answer = await AskAsync(scenario.Options);

        Assert.Contains("(503)", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Equal(0, answer.Sources);
    }

    private static async Task<AdvisoryAnswer> AskAsync(FeedOptions options)
    {
        var (source, findings) = NuGetFeeds.OpenAdvisories(options);
        Assert.Empty(findings);
        return await source!.AdviseAsync([Somebodys], TestContext.Current.CancellationToken);
    }
}
