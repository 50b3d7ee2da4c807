using System.Globalization;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Publishing;

/// <summary>A workspace with packages to publish below <c>out/</c>, a server and a folder <c>feed</c>.</summary>
internal sealed class PublishFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PublishFolder()
    {
        _folder.Write("workspace/modulebuild.json", """{ "release": { "store": "../store.git" } }""");
        Configure(null);
        Directory.CreateDirectory(_folder["workspace/out"]);
        Directory.CreateDirectory(_folder["feed"]);
    }

    /// <summary>The folder in which commands run.</summary>
    public string Workspace => _folder["workspace"];

    /// <summary>A path beside the workspace.</summary>
    public string this[string path] => _folder[path];

    /// <summary>A server in a process of its own, known as <c>server</c>.</summary>
    public async Task<NuGetServerProcess> ServeAsync()
    {
        var server = await NuGetServerProcess.StartAsync(_folder["served"]);
        Configure(server.IndexUrl);
        return server;
    }

    /// <summary>Tells nuget.config of the server.</summary>
    public void Configure(string? index) => _folder.Write("workspace/nuget.config", $"""
        <configuration><packageSources><clear />
        {(index is null ? string.Empty : $"""<add key="server" value="{index}" allowInsecureConnections="true" />""")}
        <add key="folder" value="../feed" />
        </packageSources></configuration>
        """);

    /// <summary>Packs a module with whole evidence, and symbols.</summary>
    public void Pack(string id, string version = "1.0.0", string content = "code", params string[] needs)
    {
        var package = needs.Aggregate(TestPackage.Module(id, version), (module, need) => module.DependsOn(need, "[1.0,2.0)"));
        package.WithChangelog().WithFile($"lib/net10.0/{id}.dll", content).WithSbom().WriteTo(_folder["workspace/out"]);
        File.WriteAllBytes(
            _folder[$"workspace/out/{id}.{version}.snupkg"], TestPackage.Library(id, version).WithFile($"lib/net10.0/{id}.pdb", $"symbols of {content}").ToBytes());
    }

    /// <summary>Runs <c>modulebuild</c> in the workspace.</summary>
    public Task<ProcessResult> RunAsync(params string[] arguments) => RunAsync(0, arguments);

    /// <summary>Runs <c>modulebuild</c> in the workspace; it dies at a point.</summary>
    public Task<ProcessResult> RunAsync(int dieAt, params string[] arguments) => CommandRun.InAsync(
        Workspace,
        new Dictionary<string, string?>
        {
            ["MODULEBUILD_FAULT"] = dieAt.ToString(CultureInfo.InvariantCulture),
            ["GITHUB_ACTOR"] = "tester",
            ["NUGET_HTTP_CACHE_PATH"] = _folder["http-cache"],
            ["THE_KEY"] = "the key",
        },
        arguments);

    /// <summary>Makes the store.</summary>
    public async Task CreateStoreAsync() =>
        (await ChildProcess.RunAsync("git", ["init", "--bare", "--quiet", _folder["store.git"]], _folder.Path)).Succeeded();

    /// <summary>The tip of the journal; empty where there is none.</summary>
    public async Task<string> TipAsync() =>
        (await ChildProcess.RunAsync("git", ["--git-dir", _folder["store.git"], "for-each-ref"], _folder.Path)).Output;

    /// <summary>A file of the journal.</summary>
    public async Task<string> JournalAsync(string path) =>
        (await ChildProcess.RunAsync("git", ["--git-dir", _folder["store.git"], "show", $"modulebuild-publish:{path}"], _folder.Path)).Succeeded().Output;

    public void Dispose() => _folder.Dispose();
}
