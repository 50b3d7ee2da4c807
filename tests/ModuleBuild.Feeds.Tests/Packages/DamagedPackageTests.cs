using System.IO.Compression;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Feeds.Tests.Packages;

/// <summary>Packages that cannot be used: MB1021 with the reason, and nothing in the packages folder.</summary>
public sealed class DamagedPackageTests
{
    private static readonly TestPackage A = TestPackage.Module("Acme.A", "1.0.0");

    [Fact]
    public async Task A_listed_version_without_a_file_is_told()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault(".nupkg") { Status = 404 });

        await FailsAsync(scenario, "the server lists it, but has no file of it (404). Tell whoever runs it, or exclude the version.");
    }

    [Fact]
    public async Task A_file_that_always_ends_too_soon_is_told()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault(".nupkg") { TruncateAt = 300 });

        await FailsAsync(scenario, "its answer ended too soon. Try again later; a proxy in between may cut answers.");
        Assert.Equal(4, server.Requests.Count(request => request.Path.EndsWith(".nupkg", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public async Task Half_a_file_is_told(int length)
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault(".nupkg") { Body = A.ToBytes()[..length] });

        await FailsAsync(scenario, "the file is damaged or no package (");
    }

    [Fact]
    public async Task A_file_with_damaged_content_is_told()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        var bytes = A.ToBytes();
        bytes.AsSpan(60, 60).Fill(0xFF);
        server.Break(new Fault(".nupkg") { Body = bytes });

        await FailsAsync(scenario, string.Empty);
    }

    [Fact]
    public async Task Another_package_under_the_name_is_told()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        server.Break(new Fault(".nupkg") { Body = TestPackage.Module("Acme.A", "1.0.1").ToBytes() });

        await FailsAsync(scenario, "the file says that it is Acme.A 1.0.1. Tell whoever runs the source.");
    }

    [Theory]
    [InlineData("{ \"manifestVersion\": 1, ", "module/module.json")]
    [InlineData("{ \"manifestVersion\": 99 }", "its module/module.json")]
    [InlineData("""{ "manifestVersion": 1, "name": "A", "summary": "A module of tests.", "license": "MIT", "host": { "H": "1.0" }, "entryPoints": [ { "scope": "server", "type": "A.B" } ], "dependencies": { "Acme.B": "^1.0" } }""", "its module/module.json(1,198): MB0006: ")]
    [InlineData("""{ "manifestVersion": 1, "id": "Acme.Z", "name": "Ab", "summary": "A module of tests.", "license": "MIT", "host": { "H": "1.0" }, "entryPoints": [ { "scope": "server", "type": "A.B" } ] }""", "its module/module.json says that it is Acme.Z ")]
    public async Task A_manifest_that_cannot_be_used_is_told(string manifest, string words)
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, A.WithManifest(manifest));
        await using var _1 = scenario;

        Assert.Contains(words, await scenario.Open().FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_that_decides_nothing_is_let_pass()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, A.WithField("license", "Not A Licence").DependsOn("Acme.B", "1.0"));
        await using var _1 = scenario;

        Assert.Single((await scenario.Open().FactsAsync("Acme.A", "1.0.0")).Dependencies);
    }

    [Theory]
    [InlineData("metrics.json", "metrics", "{ \"metrics\": ")]
    [InlineData("metrics.json", "metrics", "{ \"metrics\": { \"loadTime\": \"fast\", \"memory\": 1e999 }, \"buildDate\": 7, \"securityScanPassed\": \"yes\" }")]
    [InlineData("metrics.json", "metrics", "[]")]
    [InlineData("evidence.json", "index", "{ \"formatVersion\": 2 }")]
    public async Task Evidence_that_is_not_understood_is_left_out(string name, string kind, string content)
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, A.WithEvidence(name, kind, content));
        await using var _1 = scenario;

        var facts = await scenario.Open().FactsAsync("Acme.A", "1.0.0");

        Assert.Empty(facts.Metrics);
        Assert.Null(facts.SecurityScanPassed);
        Assert.Null(facts.BuildDate);
    }

    [Fact]
    public async Task A_manifest_that_swells_is_refused()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, A.WithManifest(new string(' ', 2 << 20)));
        await using var _1 = scenario;

        Assert.Contains(
            "module/module.json has 2097152 bytes, and 1048576 (1 MiB) is the limit", await scenario.Open().FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_leads_out_of_the_package_is_not_written()
    {
        var (scenario, server) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        using var stream = new MemoryStream();
        stream.Write(A.ToBytes());
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry("../../../../escaped.txt").Open());
            writer.Write("out");
        }

        server.Break(new Fault(".nupkg") { Body = stream.ToArray() });

        Assert.StartsWith("MB1021 ", await scenario.Open().FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scenario[""], "escaped.txt", SearchOption.AllDirectories));
        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), "escaped.txt")));
    }

    [Fact]
    public async Task Half_a_package_in_the_packages_folder_is_downloaded_again()
    {
        var (scenario, _) = await FeedScenario.WithServerAsync(null, A);
        await using var _1 = scenario;
        var whole = await scenario.Open().FactsAsync("Acme.A", "1.0.0");
        File.Delete(scenario["packages/acme.a/1.0.0/.nupkg.metadata"]);
        File.Delete(scenario["packages/acme.a/1.0.0/acme.a.1.0.0.nupkg.sha512"]);
        File.Delete(scenario["packages/acme.a/1.0.0/module/module.json"]);

        Assert.Equal(whole.Checksum, (await scenario.Open().FactsAsync("Acme.A", "1.0.0")).Checksum);
        Assert.True(File.Exists(scenario["packages/acme.a/1.0.0/module/module.json"]));
    }

    private static async Task FailsAsync(FeedScenario scenario, string why)
    {
        var message = await scenario.Open().FactsFailAsync("Acme.A", "1.0.0");

        Assert.StartsWith($"MB1021 Acme.A 1.0.0 from 'server' cannot be used: {why}", message, StringComparison.Ordinal);
        Assert.False(File.Exists(scenario["packages/acme.a/1.0.0/.nupkg.metadata"]));
    }
}
