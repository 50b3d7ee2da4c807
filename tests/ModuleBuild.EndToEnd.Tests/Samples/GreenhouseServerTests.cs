using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;
using NuGet.Packaging;
using NuGet.Versioning;

namespace ModuleBuild.EndToEnd.Tests.Samples;

/// <summary>Releases are brought to a folder, and the web host of Greenhouse runs what is brought.</summary>
[Collection(nameof(BuiltGreenhouse))]
public sealed partial class GreenhouseServerTests(BuiltGreenhouse greenhouse, ITestOutputHelper output) : IModulePackages, IAsyncLifetime
{
    private const string All = "Greenhouse.Alerts 0.9.2, Greenhouse.Irrigation 2.1.0, Greenhouse.Reports 1.1.0, Greenhouse.Sensors 1.4.0, Greenhouse.Weather 1.0.3";
    private const string Next = "Greenhouse.Alerts 0.9.2, Greenhouse.Irrigation 2.1.2, Greenhouse.Sensors 1.4.0";
    private const string Sick = "Greenhouse.Alerts 0.9.2, Greenhouse.Irrigation 2.1.1, Greenhouse.Sensors 1.4.0";
    private const string Incomplete = "Greenhouse.Alerts 0.9.2, Greenhouse.Irrigation 2.1.0";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => greenhouse.Copy["../../target"];

    public async ValueTask InitializeAsync()
    {
        var copy = greenhouse.Copy;
        if (Directory.Exists(Target))
        {
            Directory.Delete(Target, recursive: true);
        }

        if (File.Exists(ServerProgram()))
        {
            return;
        }

        foreach (var (version, isSick) in new[] { ("2.1.1", true), ("2.1.2", false) })
        {
            var pack = await copy.DotnetAsync(
                "pack", "modules/Greenhouse.Irrigation", $"-p:Version={version}", $"-p:GreenhouseSick={isSick}", "-p:ModuleBuildDocs=false", $"-p:PackageOutputPath={OtherFeed()}");
            Assert.True(pack.Succeeded, pack.Log);
        }

        var build = await copy.DotnetAsync("build", "src/Greenhouse.Server", "-c", "Release");
        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Requests_are_served_throughout_20_switches_and_each_sees_one_set()
    {
        var sets = new[] { Set(All), Set(Next) };
        await DeployAsync(1, sets[1]);
        using var server = await StartAsync();
        Assert.True((await AskAsync(server, 1, sets[1])).IsHealthy);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var clients = Enumerable.Range(0, 3).Select(_ => Task.Run(() => RequestAsync(server, sets, stop.Token), Cancellation)).ToList();

        var clock = Stopwatch.StartNew();
        for (var release = 2; release <= 21; release++)
        {
            await DeployAsync(release, sets[release % 2]);
            var verdict = await AskAsync(server, release, sets[release % 2]);
            Assert.True(verdict.IsHealthy, verdict.Reason);
        }

        await stop.CancelAsync();
        var requests = await Task.WhenAll(clients);
        var inMemory = int.Parse(InMemory().Match(await server.Client.GetStringAsync("/", Cancellation)).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        output.WriteLine($"20 switches in {clock.ElapsedMilliseconds} ms, {requests.Sum()} requests, none failed, {inMemory} modules in memory.");
        Assert.All(requests, count => Assert.True(count > 20));
        Assert.True(inMemory < 60, "Sets that are out of use are not unloaded."); // 83 were loaded in all
    }

    [Fact]
    public async Task Sick_module_is_reported_and_the_way_back_is_healthy_again()
    {
        var (good, sick) = (Set(All), Set(Sick));
        await DeployAsync(1, good);
        using var server = await StartAsync();
        Assert.True((await AskAsync(server, 1, good)).IsHealthy);

        await DeployAsync(2, sick);
        var verdict = await AskAsync(server, 2, sick);

        Assert.False(verdict.IsHealthy);
        Assert.Contains("answered 503: Greenhouse.Irrigation is Unhealthy.", verdict.Reason, StringComparison.Ordinal);
        await DeployAsync(1, good);
        Assert.True((await AskAsync(server, 1, good)).IsHealthy);
        Assert.Contains("release 1 of staging", await server.Client.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_that_does_not_start_leaves_the_old_one_running_and_is_never_blessed()
    {
        var (good, incomplete) = (Set(All), Set(Incomplete));
        await DeployAsync(1, good);
        using var server = await StartAsync();
        Assert.True((await AskAsync(server, 1, good)).IsHealthy);

        await DeployAsync(2, incomplete);
        var verdict = await AskAsync(server, 2, incomplete, grace: 1);

        Assert.False(verdict.IsHealthy);
        Assert.Contains("answered 200 for release 1, not 2.", verdict.Reason, StringComparison.Ordinal);
        Assert.Contains("Release 2 does not start: Greenhouse.Alerts needs Greenhouse.Sensors", await server.Client.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
    }

    public Task<SourceAnswer<ModulePackage>> GetAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        Task.FromResult(SourceAnswer.Of(new ModulePackage(id, version, PathOf(id, version.ToString()), HashOf(id, version.ToString()), null)));

    // All requests succeed, and each answer is that of one set: the modules of its release, and no others.
    private static async Task<int> RequestAsync(GreenhouseServer server, ModuleSet[] sets, CancellationToken stop)
    {
        var count = 0;
        for (; !stop.IsCancellationRequested; count += 2)
        {
            using var page = await server.Client.GetAsync("/", CancellationToken.None);
            using var health = await server.Client.GetAsync("/health", CancellationToken.None);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, health.StatusCode));
            var answer = JsonNode.Parse(await health.Content.ReadAsStringAsync(CancellationToken.None))!;
            var set = sets[(int)answer["release"]! % 2];
            Assert.Equal(set.Digest(), (string?)answer["setDigest"]);
            Assert.Equal(set.Modules.Select(module => module.ToString()), answer["modules"]!.AsArray().Select(module => $"{module!["id"]} {module["version"]}"));
            var html = await page.Content.ReadAsStringAsync(CancellationToken.None);
            set = sets[int.Parse(OfRelease().Match(html).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) % 2];
            Assert.Equal(set.Modules.Select(module => module.ToString()), Row().Matches(html).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}"));
        }

        return count;
    }

    private static async Task<HealthVerdict> AskAsync(GreenhouseServer server, int release, ModuleSet set, int grace = 30)
    {
        using var probe = new HttpProbe(
            new ProbeOptions
            {
                Url = server.HealthUrl,
                Interval = TimeSpan.FromMilliseconds(50),
                Bake = TimeSpan.FromMilliseconds(100),
                Successes = 2,
                Failures = 1,
                Grace = TimeSpan.FromSeconds(grace),
            },
            TimeProvider.System);
        return await probe.AskAsync(release, set, null, Cancellation);
    }

    private async Task DeployAsync(int release, ModuleSet set)
    {
        var deployer = new DirectoryDeployer(new DirectoryDeployerOptions(Target), this, TimeProvider.System);
        Assert.Empty(await deployer.DeployAsync(new DeployRequest("staging", release, set, "operation", 1, [release]), Cancellation));
    }

    private ModuleSet Set(string modules) => ModuleSet.Of(
        modules.Split(", ").Select(module => module.Split(' ')).Select(parts => new ReleasedModule(parts[0], parts[1], HashOf(parts[0], parts[1]))), []);

    private string PathOf(string id, string version) =>
        new[] { greenhouse.Copy.Feed, OtherFeed() }.Select(feed => Path.Combine(feed, $"{id}.{version}.nupkg")).First(File.Exists);

    private string HashOf(string id, string version)
    {
        using var reader = new PackageArchiveReader(PathOf(id, version));
        return reader.GetContentHash(CancellationToken.None);
    }

    private string OtherFeed() => greenhouse.Copy["../../other"];

    private string ServerProgram() => greenhouse.Copy["artifacts/bin/Greenhouse.Server/release/Greenhouse.Server.dll"];

    private Task<GreenhouseServer> StartAsync() => GreenhouseServer.StartAsync(ServerProgram(), Target, greenhouse.Copy["../../data"]);

    [GeneratedRegex(@"<h1>Greenhouse: release (\d+) of staging</h1>")]
    private static partial Regex OfRelease();

    [GeneratedRegex(@"<tr><td>([^<]+)</td><td>([^<]+)</td>")]
    private static partial Regex Row();

    [GeneratedRegex(@"Modules in memory: (\d+)\.")]
    private static partial Regex InMemory();
}
