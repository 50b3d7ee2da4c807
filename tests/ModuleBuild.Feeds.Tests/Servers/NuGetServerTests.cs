using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Feeds.Tests.Servers;

/// <summary>The server of the tests is what `dotnet` takes for a NuGet server.</summary>
public sealed class NuGetServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_test_package_has_a_clean_manifest_and_index()
    {
        var package = TestPackage.Module("Acme.A", "1.0.0-rc.1").DependsOn("Acme.B", "[1.0,2.0)").DependsOn("Acme.C", "1.*", "optional")
            .ConflictsWith("Acme.D", "(,2.0)").OnHost("Acme.Gateway", "[8.3,9.0)").Requires("network:access:api.example.com")
            .WithEvidence("metrics.json", "metrics", "{}").WithFile("lib/net10.0/_._", string.Empty);
        using var archive = new ZipArchive(new MemoryStream(package.ToBytes()));

        var reading = ManifestReader.Read("module.json", Bytes(archive, "module/module.json"));
        var index = EvidenceIndexFile.Read("evidence.json", Bytes(archive, EvidenceIndex.PackagePath));

        Assert.Empty(reading.Findings);
        Assert.Equal(["Acme.B", "Acme.C"], reading.Document!.Manifest.Dependencies.Select(dependency => dependency.Id));
        Assert.Empty(index.Findings);
        Assert.Equal(["module/metrics.json", "module/module.json"], index.Index!.Files.Select(file => file.Path));
        Assert.Equal(package.ToBytes(), package.ToBytes());
    }

    [Fact]
    public async Task Restore_finds_what_was_pushed()
    {
        await using var server = await NuGetServer.StartAsync(_folder["served"]);
        TestPackage.Module("Acme.B", "1.1.0").WriteTo(_folder["served"]);
        var pushed = TestPackage.Module("Acme.A", "1.0.0").DependsOn("Acme.B", "[1.0,2.0)").WriteTo(_folder["new"]);
        _folder.Write("nuget.config", server.NuGetConfig());
        _folder.Write("Directory.Build.props", "<Project />");
        var project = _folder.Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup><PackageReference Include="Acme.A" Version="1.*" /></ItemGroup>
            </Project>
            """);

        (await DotnetAsync("nuget", "push", pushed, "-s", "server", "-k", "any")).Succeeded();
        (await DotnetAsync("restore", project)).Succeeded();

        Assert.True(File.Exists(_folder["packages/acme.a/1.0.0/module/module.json"]));
        Assert.True(File.Exists(_folder["packages/acme.b/1.1.0/module/module.json"]));
        Assert.NotEqual(0, (await DotnetAsync("nuget", "push", pushed, "-s", "server", "-k", "any")).ExitCode);
        Assert.Contains(server.Requests, request => request is { Method: "PUT", Status: 409 });
    }

    [Fact]
    public async Task Versions_can_be_unlisted_and_deprecated()
    {
        TestPackage.Module("Acme.A", "1.0.0").WriteTo(_folder["served"]);
        TestPackage.Module("Acme.A", "2.0.0").WriteTo(_folder["served"]);
        await using var server = await NuGetServer.StartAsync(_folder["served"]);
        server.Unlist("Acme.A", "2.0.0");
        server.Deprecate("Acme.A", "1.0.0", "Use Acme.B.");

        var json = JsonNode.Parse(await _client.GetStringAsync($"{server.Url}/v3/registration/acme.a/index.json", Cancellation))!;
        var entries = json["items"]![0]!["items"]!.AsArray().Select(leaf => leaf!["catalogEntry"]!).ToList();

        Assert.Equal(["1.0.0 True Use Acme.B.", "2.0.0 False "], entries.Select(entry =>
            $"{entry["version"]} {(bool)entry["listed"]!} {entry["deprecation"]?["message"]}"));
    }

    [Fact]
    public async Task Faults_befall_the_paths_that_they_name()
    {
        TestPackage.Library("Acme.A", "1.0.0").WriteTo(_folder["served"]);
        await using var server = await NuGetServer.StartAsync(_folder["served"]);
        var versions = new Uri($"{server.Url}/v3/flat/acme.a/index.json");

        server.Break(new Fault("flat/acme.a/index") { Status = 503, RetryAfter = 7, Times = 1 });
        server.Break(new Fault("flat/acme.a/index") { TruncateAt = 5, Times = 1 });
        server.Break(new Fault("flat/acme.a/index") { Body = Encoding.UTF8.GetBytes("{}"), Times = 1 });
        server.Break(new Fault("flat/acme.a/index") { Reset = true, Times = 1 });

        var refused = await _client.GetAsync(versions, Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter!.Delta);
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync(versions, Cancellation));
        Assert.Equal("{}", await _client.GetStringAsync(versions, Cancellation));
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync(versions, Cancellation));
        Assert.Equal("""{"versions":["1.0.0"]}""", await _client.GetStringAsync(versions, Cancellation));
        Assert.Equal([503, 200, 200, 0, 200], server.Requests.Select(request => request.Status));
    }

    [Fact]
    public async Task A_stopped_server_lets_nobody_wait()
    {
        var server = await NuGetServer.StartAsync(_folder["served"]);
        server.Break(new Fault("index.json") { Hang = true });
        var asked = _client.GetStringAsync(server.IndexUrl, Cancellation);
        while (server.MostAtOnce == 0)
        {
            await Task.Delay(10, Cancellation);
        }

        await server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => asked.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    private static byte[] Bytes(ZipArchive archive, string path)
    {
        using var bytes = new MemoryStream();
        using var stream = archive.GetEntry(path)!.Open();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private Task<ProcessResult> DotnetAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", arguments, _folder.Path, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = null });
}
