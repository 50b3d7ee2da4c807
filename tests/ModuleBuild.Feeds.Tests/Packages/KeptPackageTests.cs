using System.IO.Compression;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Packages;

/// <summary>Resolution does not wait for packages to be extracted, but ends only when they are.</summary>
public sealed class KeptPackageTests
{
    private static readonly TestPackage[] Chain =
    [
        .. Enumerable.Range(0, 20).Select(i => TestPackage.Module($"Acme.P{i}", "1.0.0") is var package && i < 19 ? package.DependsOn($"Acme.P{i + 1}", "1.0") : package),
    ];

    [Fact]
    public async Task All_packages_of_a_set_are_in_the_packages_folder_when_resolution_ends()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, Chain);
        await using var _1 = scenario;

        var result = await ResolveAsync(scenario, "Acme.P0");

        Assert.Equal(20, result.Set?.Packages.Length);
        Assert.All(Enumerable.Range(0, 20), i => Assert.True(File.Exists(scenario[$"packages/acme.p{i}/1.0.0/.nupkg.metadata"])));
    }

    [Fact]
    public async Task A_package_that_cannot_be_kept_is_told_when_resolution_ends()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, Chain);
        await using var _1 = scenario;
        scenario.Write("packages/acme.p7", "a file where a folder should be");

        var result = await ResolveAsync(scenario, "Acme.P0");

        Assert.Null(result.Set);
        Assert.StartsWith("MB1015 Acme.P7", $"{Assert.Single(result.Findings).Code} {result.Findings[0].Message[(result.Findings[0].Message.IndexOf("Acme.P", StringComparison.Ordinal))..]}", StringComparison.Ordinal);
        Assert.StartsWith("MB1015 ", await scenario.Open().FactsFailAsync("Acme.P7", "1.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_package_says_is_the_same_before_and_after_it_is_extracted()
    {
        var package = TestPackage.Module("Acme.A", "1.0.0").DependsOn("Acme.B", "1.0")
            .WithEvidence("metrics.json", "metrics", """{ "metrics": { "loadTime": 12 }, "securityScanPassed": true }""")
            .WithFile("module/CHANGELOG.md", "## 1.0.0\n\nThe first.\n");
        var (scenario, server) = await FeedScenario.WithServerAsync(null, package);
        await using var _1 = scenario;

        var before = await scenario.Open().FactsAsync("acme.a", "1.0.0");
        server.ForgetRequests();
        var after = await scenario.Open().FactsAsync("ACME.A", "1.0.0");

        Assert.DoesNotContain(server.Requests, request => request.Path.EndsWith(".nupkg", StringComparison.Ordinal));
        Assert.Equal(
            (before.Id, before.Checksum, before.Changelog, before.SecurityScanPassed, before.Metrics["loadTime"], before.Dependencies.Single().Id),
            (after.Id, after.Checksum, after.Changelog, after.SecurityScanPassed, after.Metrics["loadTime"], after.Dependencies.Single().Id));
        Assert.Equal("Acme.A", before.Id);
    }

    [Fact]
    public async Task A_package_with_two_manifests_is_refused_before_it_is_extracted()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, TestPackage.Module("Acme.A", "1.0.0"));
        await using var _1 = scenario;
        using var stream = new MemoryStream();
        stream.Write(TestPackage.Module("Acme.A", "1.0.0").ToBytes());
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry("module/module.json").Open());
            writer.Write(TestPackage.Module("Acme.A", "1.0.0").DependsOn("Acme.Evil").ManifestText);
        }

        server.Break(new Fault(".nupkg") { Body = stream.ToArray() });

        Assert.Contains("the package holds module/module.json twice. Publish the package again.", await scenario.Open().FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_no_feed_spells_is_spelt_as_each_asks()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(new NuGetServerOptions { HasRegistrations = false }, TestPackage.Module("Acme.A", "1.0.0"));
        await using var _1 = scenario;
        var source = scenario.Open();

        Assert.Equal("acme.A", (await source.GetVersionsAsync("acme.A", FeedScenario.Cancellation)).Value!.Id);
        Assert.Equal("ACME.a", (await source.GetVersionsAsync("ACME.a", FeedScenario.Cancellation)).Value!.Id);
    }

    private static Task<ResolutionResult> ResolveAsync(FeedScenario scenario, string root) => ModuleResolver.ResolveAsync(
        new ResolutionRequest { Roots = [RootRequirement.Of(root, new WrittenRange("1.0", VersionRange.Parse("1.0")))] }, scenario.Open(), null, FeedScenario.Cancellation);
}
