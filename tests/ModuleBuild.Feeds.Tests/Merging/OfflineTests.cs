using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Feeds.Tests.Merging;

public sealed class OfflineTests
{
    private static readonly TestPackage[] Packages = [TestPackage.Module("Acme.A", "1.0.0"), TestPackage.Module("Acme.A", "2.0.0"), TestPackage.Module("Acme.B", "1.0.0")];

    [Fact]
    public async Task Only_what_is_here_counts_and_nobody_is_asked()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, Packages);
        await using var _1 = scenario;
        server.Deprecate("Acme.A", "1.0.0", "Use 2.0.");
        var online = await scenario.Open().FactsAsync("Acme.A", "1.0.0");
        server.ForgetRequests();
        var source = Offline(scenario);

        Assert.Equal(["1.0.0"], await source.VersionsAsync("Acme.A"));
        var facts = await source.FactsAsync("Acme.A", "1.0.0");

        Assert.Equal(online.Checksum, facts.Checksum);
        Assert.Equal("Use 2.0.", facts.Deprecated);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Advisories_of_the_cache_count()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(
            new NuGetServerOptions { Vulnerabilities = [new ServedAdvisory("Acme.A", "(,2.0)", "https://example.com/1", 1)] }, Packages);
        await using var _1 = scenario;
        await scenario.Open().FactsAsync("Acme.A", "1.0.0");

        Assert.Single((await Offline(scenario).FactsAsync("Acme.A", "1.0.0")).Advisories);
        Directory.Delete(scenario["http-cache"], recursive: true);
        Assert.Empty((await Offline(scenario).FactsAsync("Acme.A", "1.0.0")).Advisories);
    }

    [Fact]
    public async Task Packages_count_although_the_cache_is_empty()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, Packages);
        await using var _1 = scenario;
        await scenario.Open().FactsAsync("Acme.A", "2.0.0");
        Directory.Delete(scenario["http-cache"], recursive: true);
        await server.DisposeAsync();
        var source = Offline(scenario);

        Assert.Equal(["2.0.0"], await source.VersionsAsync("acme.a"));
        Assert.True((await source.FactsAsync("Acme.A", "2.0.0")).IsModule);
    }

    [Fact]
    public async Task What_is_not_here_is_told()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, Packages);
        await using var _1 = scenario;

        Assert.Equal(
            "MB1015 Package source 'server' failed: it is not asked offline, and no version of Acme.B is in the global packages folder. "
            + "Run once without offline mode, or add a folder that has the package as a source.",
            await Offline(scenario).VersionsFailAsync("Acme.B"));
    }

    [Fact]
    public async Task Folders_are_sources_offline_too()
    {
        await using var scenario = new FeedScenario();
        var server = await scenario.ServeAsync("served");
        scenario.Fill("feed", Packages);
        scenario.Configure([("server", server.IndexUrl), ("folder", "feed")]);
        var source = Offline(scenario);

        Assert.Equal(["1.0.0", "2.0.0"], await source.VersionsAsync("Acme.A"));
        Assert.Equal("Acme.A 2.0.0", (await source.FactsAsync("Acme.A", "2.0.0")).ToString());
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Where_only_folders_are_configured_all_is_known()
    {
        await using var scenario = new FeedScenario();
        scenario.Fill("feed", Packages);
        scenario.Configure([("folder", "feed")]);

        Assert.Empty(await Offline(scenario).VersionsAsync("Acme.Nobody"));
    }

    private static Core.Ports.IPackageSource Offline(FeedScenario scenario) => scenario.Open(options => options with { Offline = true });
}
