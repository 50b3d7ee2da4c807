using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Verifying;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Servers;

public sealed class ServerTests
{
    private static readonly TestPackage Rich = TestPackage.Module("Acme.A", "1.2.0")
        .DependsOn("Acme.B", "[1.0,2.0)").DependsOn("Acme.C", "1.*", "optional").DependsOn("Acme.D", "2.0", "peer")
        .OnHost("Acme.Gateway", "[8.3,9.0)").ConflictsWith("Acme.Old", "(,2.0)").Requires("network:access:api.example.com", "database:write:orders")
        .WithField("platforms", new System.Text.Json.Nodes.JsonArray("linux-x64"))
        .WithEvidence("metrics.json", "metrics", """{ "buildDate": "2026-01-02T03:04:05Z", "securityScanPassed": true, "metrics": { "loadTime": 12.5, "memory": 30 } }""")
        .WithFile("module/CHANGELOG.md", "# Changelog\n\n## [1.3.0]\n\n- Later.\n\n## [1.2.0] - 2026-01-02\n\n- Imports faster.\n\n## [1.1.0]\n\n- Earlier.\n");

    [Fact]
    public async Task Facts_come_from_the_module_folder_of_the_package()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, Rich);
        await using var _1 = scenario;

        var facts = await scenario.Open().FactsAsync("acme.a", "1.2.0");

        Assert.Equal("Acme.A 1.2.0", facts.ToString());
        Assert.True(facts.IsModule);
        Assert.Equal(
            [("Acme.B", "[1.0,2.0)", DependencyKind.Required), ("Acme.C", "1.*", DependencyKind.Optional), ("Acme.D", "2.0", DependencyKind.Peer)],
            facts.Dependencies.Select(need => (need.Id, need.Range.Text, need.Kind)));
        Assert.Equal(["Acme.Gateway [8.3,9.0)"], facts.Hosts.Select(host => $"{host.Id} {host.Range}"));
        Assert.Equal(["Acme.Old (,2.0)"], facts.Conflicts.Select(conflict => $"{conflict.Id} {conflict.Range}"));
        Assert.Equal(["linux-x64"], facts.Platforms);
        Assert.Equal(["database:write:orders", "network:access:api.example.com"], facts.Permissions);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), facts.BuildDate);
        Assert.True(facts.SecurityScanPassed);
        Assert.Equal(["loadTime 12.5", "memory 30"], facts.Metrics.Select(metric => FormattableString.Invariant($"{metric.Key} {metric.Value}")));
        Assert.Equal("- Imports faster.", facts.Changelog);
        Assert.Equal($"sha512-{Convert.ToBase64String(System.Security.Cryptography.SHA512.HashData(Rich.ToBytes()))}", facts.Checksum);
    }

    [Fact]
    public async Task A_version_costs_one_request_for_the_list_and_one_for_the_file()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, Rich, TestPackage.Module("Acme.A", "1.1.0"));
        await using var _1 = scenario;
        var source = scenario.Open();

        Assert.Equal(["1.1.0", "1.2.0"], await source.VersionsAsync("ACME.a"));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => source.FactsAsync(number % 2 == 0 ? "Acme.A" : "acme.a", "1.2.0")));

        Assert.Equal(
            ["/v3/index.json", "/v3/registration/acme.a/index.json", "/v3/flat/acme.a/1.2.0/acme.a.1.2.0.nupkg"],
            server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task The_second_time_no_server_is_asked()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, Rich);
        await using var _1 = scenario;
        var first = await scenario.Open().FactsAsync("Acme.A", "1.2.0");
        server.ForgetRequests();

        var second = await scenario.Open().FactsAsync("Acme.A", "1.2.0");

        Assert.Empty(server.Requests);
        Assert.Equal(first.Checksum, second.Checksum);
        Assert.Equal(first.Dependencies, second.Dependencies);
    }

    [Fact]
    public async Task Refresh_sees_what_was_published_a_moment_ago()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, Rich);
        await using var _1 = scenario;
        Assert.Equal(["1.2.0"], await scenario.Open().VersionsAsync("Acme.A"));
        scenario.Fill("served", TestPackage.Module("Acme.A", "1.3.0"));

        Assert.Equal(["1.2.0"], await scenario.Open().VersionsAsync("Acme.A"));
        Assert.Equal(["1.2.0", "1.3.0"], await scenario.Open(options => options with { Refresh = true }).VersionsAsync("Acme.A"));
        Assert.Equal(["1.2.0", "1.3.0"], await scenario.Open().VersionsAsync("Acme.A"));
    }

    [Fact]
    public async Task A_source_is_refreshed_once_and_only_where_a_cache_is_between()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, Rich);
        await using var _1 = scenario;
        var verified = new ChecksumVerifyingSource(scenario.Open(), new Dictionary<(string, NuGetVersion), string>());
        Assert.Equal(["1.2.0"], await verified.VersionsAsync("Acme.A"));
        scenario.Fill("served", TestPackage.Module("Acme.A", "1.3.0"));

        var fresh = verified.Refresh()!;
        Assert.Equal(["1.2.0"], await verified.VersionsAsync("Acme.A"));
        Assert.Equal(["1.2.0", "1.3.0"], await fresh.VersionsAsync("Acme.A"));
        Assert.Null(fresh.Refresh());
        Assert.Null(scenario.Open(options => options with { Offline = true }).Refresh());
        Assert.Null(scenario.Open(options => options with { Sources = ["./served"] }).Refresh());
    }

    [Fact]
    public async Task Restore_finds_what_was_downloaded()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, Rich, TestPackage.Module("Acme.B", "1.0.0"));
        await using var _1 = scenario;
        var source = scenario.Open();
        await source.FactsAsync("Acme.A", "1.2.0");
        await source.FactsAsync("Acme.B", "1.0.0");
        scenario.Write("Directory.Build.props", "<Project />");
        scenario.Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup><PackageReference Include="Acme.A" Version="1.2.0" /></ItemGroup>
            </Project>
            """);
        server.ForgetRequests();

        (await ChildProcess.RunAsync(
            "dotnet", ["restore", scenario["App.csproj"]], scenario[""], new Dictionary<string, string?> { ["NUGET_PACKAGES"] = null })).Succeeded();

        Assert.DoesNotContain(server.Requests, request => request.Path.EndsWith(".nupkg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unlisted_and_deprecated_versions_are_told()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(
            null, TestPackage.Module("Acme.A", "1.0.0"), TestPackage.Module("Acme.A", "2.0.0"),
            TestPackage.Module("Acme.A", "3.0.0").WithField("deprecated", new System.Text.Json.Nodes.JsonObject { ["message"] = "It is over." }));
        await using var _1 = scenario;
        server.Unlist("Acme.A", "2.0.0");
        server.Deprecate("Acme.A", "1.0.0", "Use Acme.B.");
        var source = scenario.Open();

        var listings = (await source.GetVersionsAsync("Acme.A", FeedScenario.Cancellation)).Value!.Versions;

        Assert.Equal([("1.0.0", true, "Use Acme.B."), ("2.0.0", false, null), ("3.0.0", true, null)],
            listings.Select(listing => (listing.Version.ToNormalizedString(), listing.Listed, listing.Deprecated)));
        Assert.False((await source.FactsAsync("Acme.A", "2.0.0")).Listed);
        Assert.Equal("It is over.", (await source.FactsAsync("Acme.A", "3.0.0")).Deprecated);
    }

    [Fact]
    public async Task A_server_without_registrations_lists_all()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(new NuGetServerOptions { HasRegistrations = false }, Rich);
        await using var _1 = scenario;

        Assert.Equal(["1.2.0"], await scenario.Open().VersionsAsync("Acme.A"));
        Assert.Equal(["/v3/index.json", "/v3/flat/acme.a/index.json"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_package_that_is_no_module_needs_nothing_here()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, TestPackage.Library("Acme.Lib", "1.0.0").DependsOn("Acme.Other", "1.0.0"));
        await using var _1 = scenario;

        var facts = await scenario.Open().FactsAsync("Acme.Lib", "1.0.0");

        Assert.False(facts.IsModule);
        Assert.Empty(facts.Dependencies);
        Assert.StartsWith("sha512-", facts.Checksum, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_package_has_no_versions()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync();
        await using var _1 = scenario;
        var source = scenario.Open();

        Assert.Empty(await source.VersionsAsync("Acme.Nobody"));
        server.ForgetRequests();
        Assert.Empty(await source.VersionsAsync("../../etc/passwd"));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Advisories_come_from_the_server()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(
            new NuGetServerOptions
            {
                Vulnerabilities =
                [
                    new ServedAdvisory("Acme.A", "[1.0,1.2.5)", "https://github.com/advisories/GHSA-5crp-9r3c-p9vr", 2),
                    new ServedAdvisory("Acme.A", "(,1.0]", "https://example.com/old", 3),
                ],
            },
            Rich,
            TestPackage.Module("Acme.B", "1.0.0"));
        await using var _1 = scenario;
        var source = scenario.Open();

        Assert.Equal(
            new Advisory("GHSA-5crp-9r3c-p9vr", AdvisorySeverity.High, "https://github.com/advisories/GHSA-5crp-9r3c-p9vr", NuGet.Versioning.NuGetVersion.Parse("1.2.5")),
            Assert.Single((await source.FactsAsync("Acme.A", "1.2.0")).Advisories));
        Assert.Empty((await source.FactsAsync("Acme.B", "1.0.0")).Advisories);
    }
}
