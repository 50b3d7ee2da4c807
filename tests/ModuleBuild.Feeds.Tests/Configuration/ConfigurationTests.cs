using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Feeds.Tests.Configuration;

public sealed class ConfigurationTests
{
    private static readonly TestPackage A = TestPackage.Module("Acme.A", "1.0.0");

    [Fact]
    public async Task Credentials_of_the_configuration_are_used()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(new NuGetServerOptions { Credentials = ("ada", "secret") }, A);
        await using var _1 = scenario;
        scenario.Configure(server.NuGetConfig(more: Credentials("secret")));

        Assert.Equal("Acme.A 1.0.0", (await scenario.Open().FactsAsync("Acme.A", "1.0.0")).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task Credentials_that_do_not_fit_are_told(string password)
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(new NuGetServerOptions { Credentials = ("ada", "secret") }, A);
        await using var _1 = scenario;
        scenario.Configure(server.NuGetConfig(more: password.Length == 0 ? string.Empty : Credentials(password)));

        var message = await scenario.Open().VersionsFailAsync("Acme.A");

        Assert.StartsWith("MB1015 Package source 'server' failed: it asks for credentials (401), and got none that fit.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", message, StringComparison.Ordinal);
        Assert.InRange(server.Requests.Count, 1, 4);
    }

    [Fact]
    public async Task Configuration_is_found_above_the_folder()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        Directory.CreateDirectory(scenario["src/App"]);

        Assert.Equal(["1.0.0"], await scenario.Open(options => options with { Folder = scenario["src/App"] }).VersionsAsync("Acme.A"));
    }

    [Fact]
    public async Task Disabled_sources_are_not_asked()
    {
        await using var scenario = new FeedScenario();
        scenario.Fill("feed", A);
        scenario.Configure(
            [("folder", "feed"), ("gone", "nowhere")], "<disabledPackageSources><add key=\"gone\" value=\"true\" /></disabledPackageSources>");

        Assert.Equal(["1.0.0"], await scenario.Open().VersionsAsync("Acme.A"));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("FOLDER")]
    [InlineData("feed")]
    [InlineData("./feed/")]
    public async Task Named_sources_count_instead(string name)
    {
        await using var scenario = new FeedScenario();
        scenario.Fill("feed", A);
        scenario.Configure([("folder", "feed"), ("gone", "nowhere")]);

        Assert.Equal(["1.0.0"], await scenario.Open(options => options with { Sources = [name] }).VersionsAsync("Acme.A"));
    }

    [Fact]
    public async Task An_address_keeps_what_is_configured_for_it()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(new NuGetServerOptions { Credentials = ("ada", "secret") }, A);
        await using var _1 = scenario;
        scenario.Configure(server.NuGetConfig(more: Credentials("secret")));

        Assert.Equal(["1.0.0"], await scenario.Open(options => options with { Sources = [server.IndexUrl] }).VersionsAsync("Acme.A"));
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_read_is_told()
    {
        await using var scenario = new FeedScenario();
        scenario.Configure("<configuration><packageSources>");

        var finding = scenario.OpenFails();

        Assert.Equal("MB1015", finding.Code);
        Assert.Contains("nuget.config", finding.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_configuration_without_sources_is_told()
    {
        await using var scenario = new FeedScenario();
        scenario.Configure([]);

        Assert.Contains("no package source is enabled", scenario.OpenFails().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fallback_folders_are_looked_into()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        await scenario.Open().FactsAsync("Acme.A", "1.0.0");
        scenario.Configure(server.NuGetConfig()
            .Replace("value=\"packages\"", "value=\"others\"", StringComparison.Ordinal)
            .Replace("<fallbackPackageFolders><clear />", "<fallbackPackageFolders><clear /><add key=\"f\" value=\"packages\" />", StringComparison.Ordinal));
        server.ForgetRequests();

        Assert.True((await scenario.Open().FactsAsync("Acme.A", "1.0.0")).IsModule);
        Assert.DoesNotContain(server.Requests, request => request.Path.EndsWith(".nupkg", StringComparison.Ordinal));
    }

    private static string Credentials(string password) => $"""
        <packageSourceCredentials>
          <server><add key="Username" value="ada" /><add key="ClearTextPassword" value="{password}" /></server>
        </packageSourceCredentials>
        """;

    [Fact]
    public async Task Sources_are_described_with_what_maps_them()
    {
        await using var scenario = new FeedScenario();
        Directory.CreateDirectory(scenario["src/App"]);
        scenario.Configure(
            [("nuget.org", "https://api.nuget.org/v3/index.json"), ("team", "feed")],
            "<packageSourceMapping><packageSource key=\"NuGet.org\"><package pattern=\"*\" /></packageSource><packageSource key=\"team\"><package pattern=\"Acme.*\" /></packageSource></packageSourceMapping>");

        var (sources, findings) = NuGetFeeds.Describe(scenario.Options with { Folder = scenario["src/App"] });

        Assert.Empty(findings);
        Assert.Equal((true, scenario["nuget.config"]), (sources!.IsMapped, sources.File));
        Assert.Equal(
            [("nuget.org", true, true, "*"), ("team", false, false, "Acme.*")],
            sources.Sources.Select(source => (source.Name, source.IsServer, source.IsPublic, string.Join(' ', source.Patterns))));
    }

    [Fact]
    public async Task Sources_without_mapping_and_without_a_configuration_of_the_project_are_described()
    {
        await using var scenario = new FeedScenario();

        var (sources, _) = NuGetFeeds.Describe(scenario.Options with { Sources = ["feed"] });

        Assert.Equal((false, null), (sources!.IsMapped, sources.File));
    }

    [Fact]
    public async Task Damaged_configuration_is_told_where_sources_are_described()
    {
        await using var scenario = new FeedScenario();
        scenario.Configure("<configuration><packageSources>");

        var (sources, findings) = NuGetFeeds.Describe(scenario.Options);

        Assert.Null(sources);
        Assert.Equal("MB1015", Assert.Single(findings).Code);
    }
}
