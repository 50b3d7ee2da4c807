using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests;

/// <summary>A folder with a nuget.config, package feeds and caches of its own.</summary>
internal sealed class FeedScenario : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<NuGetServer> _servers = [];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>How sources are asked here: briefly.</summary>
    public FeedOptions Options => new()
    {
        Folder = _folder.Path,
        HttpCacheFolder = _folder["http-cache"],
        RetryDelay = TimeSpan.FromMilliseconds(5),
        Timeout = TimeSpan.FromSeconds(20),
    };

    public string this[string path] => _folder[path];

    /// <summary>A server over <c>served/</c>, the only source.</summary>
    public static async Task<(FeedScenario Scenario, NuGetServer Server)> WithServerAsync(
        NuGetServerOptions? options = null, params TestPackage[] packages)
    {
        var scenario = new FeedScenario();
        var server = await scenario.ServeAsync("served", options, packages);
        scenario.Configure(server.NuGetConfig());
        return (scenario, server);
    }

    /// <summary>Starts a server over a folder.</summary>
    public async Task<NuGetServer> ServeAsync(string folder, NuGetServerOptions? options = null, params TestPackage[] packages)
    {
        Fill(folder, packages);
        var server = await NuGetServer.StartAsync(_folder[folder], options);
        _servers.Add(server);
        return server;
    }

    /// <summary>Writes packages into a folder.</summary>
    public void Fill(string folder, params TestPackage[] packages)
    {
        Directory.CreateDirectory(_folder[folder]);
        foreach (var package in packages)
        {
            package.WriteTo(_folder[folder]);
        }
    }

    public void Write(string path, string content) => _folder.Write(path, content);

    public void Configure(string config) => Write("nuget.config", config);

    /// <summary>A nuget.config with sources: name and address, folder or server.</summary>
    public void Configure(IEnumerable<(string Name, string Address)> sources, string more = "") => Configure($"""
        <configuration>
          <config><add key="globalPackagesFolder" value="packages" /></config>
          <packageSources>
            <clear />
            {string.Concat(sources.Select(source => $"""<add key="{source.Name}" value="{source.Address}" allowInsecureConnections="true" />"""))}
          </packageSources>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
          {(more.Contains("disabledPackageSources", StringComparison.Ordinal) ? string.Empty : "<disabledPackageSources><clear /></disabledPackageSources>")}
          {more}
        </configuration>
        """);

    public IPackageSource Open(Func<FeedOptions, FeedOptions>? change = null)
    {
        var (source, findings) = NuGetFeeds.Open(change is null ? Options : change(Options));
        Assert.Empty(findings);
        return source!;
    }

    /// <summary>The one finding of a configuration that cannot be opened.</summary>
    public Finding OpenFails(Func<FeedOptions, FeedOptions>? change = null)
    {
        var (source, findings) = NuGetFeeds.Open(change is null ? Options : change(Options));
        Assert.Null(source);
        return Assert.Single(findings);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _folder.Dispose();
    }
}

/// <summary>Short questions.</summary>
internal static class Asking
{
    public static async Task<string[]> VersionsAsync(this IPackageSource source, string id)
    {
        var (versions, problem) = await source.GetVersionsAsync(id, FeedScenario.Cancellation);
        Assert.Null(problem?.Message);
        return [.. versions!.Versions.Select(listing => listing.Version.ToNormalizedString())];
    }

    public static async Task<PackageFacts> FactsAsync(this IPackageSource source, string id, string version)
    {
        var (facts, problem) = await source.GetFactsAsync(id, NuGetVersion.Parse(version), FeedScenario.Cancellation);
        Assert.Null(problem?.Message);
        return facts!;
    }

    /// <summary>Code and message of the problem.</summary>
    public static async Task<string> VersionsFailAsync(this IPackageSource source, string id)
    {
        var (versions, problem) = await source.GetVersionsAsync(id, FeedScenario.Cancellation);
        Assert.Null(versions);
        return $"{problem!.Code} {problem.Message}";
    }

    /// <summary>Code and message of the problem.</summary>
    public static async Task<string> FactsFailAsync(this IPackageSource source, string id, string version)
    {
        var (facts, problem) = await source.GetFactsAsync(id, NuGetVersion.Parse(version), FeedScenario.Cancellation);
        Assert.Null(facts);
        return $"{problem!.Code} {problem.Message}";
    }
}
