using System.Text.Json.Nodes;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Locking;

/// <summary>
/// A workspace whose modules depend on modules of a feed by name only: what a project references is another stage's. The packages
/// folder is shared by all tests, so an id and a version are the same bytes in each of them, unless a test has caches of its own.
/// </summary>
internal sealed class LockedModules : IDisposable
{
    private const string Mapping = """
        <packageSourceMapping>
          <packageSource key="modulebuild-test"><package pattern="ModuleBuild" /><package pattern="ModuleBuild.*" /></packageSource>
          <packageSource key="modules"><package pattern="*" /></packageSource>
        </packageSourceMapping>
        """;

    private readonly Dictionary<string, string?> _environment = [];

    private LockedModules(ModuleWorkspace work) => Work = work;

    public ModuleWorkspace Work { get; }

    public string LockPath => Work["module.lock.json"];

    public string Lock => File.ReadAllText(LockPath);

    /// <summary>What builds and commands are given: the caches, where they are this workspace's own.</summary>
    public IReadOnlyDictionary<string, string?> Environment => _environment;

    /// <summary>Makes a workspace with a feed of Depot.Catalog 2.1.0 and 2.2.0 (which needs Depot.Mail), and Depot.Mail 1.0.0 and 1.4.0.</summary>
    public static async Task<LockedModules> CreateAsync()
    {
        var modules = new LockedModules(await ModuleWorkspace.CreateAsync());
        modules.Serve(
            TestPackage.Module("Depot.Catalog", "2.1.0").OnHost("Acme.Gateway", "[8.0,9.0)"),
            TestPackage.Module("Depot.Mail", "1.0.0").OnHost("Acme.Gateway", "[8.0,9.0)"),
            TestPackage.Module("Depot.Mail", "1.4.0").OnHost("Acme.Gateway", "[8.0,9.0)"));
        modules.UseSource(modules.Work["feed"]);
        modules.Work.Write("modulebuild.json", "{}");
        return modules;
    }

    public void Serve(params TestPackage[] packages)
    {
        Directory.CreateDirectory(Work["feed"]);
        foreach (var package in packages)
        {
            package.WriteTo(Work["feed"]);
        }
    }

    /// <summary>Names the source of modules beside the feed that holds ModuleBuild; none where it is empty.</summary>
    public void UseSource(string source, bool alone = true) => Work.Write("nuget.config", $"""
        <configuration>
          <packageSources>
            {(alone ? "<clear />" : "")}
            <add key="modulebuild-test" value="{Work.Feed.Folder}" />
            {(source.Length == 0 ? "" : $"<add key=\"modules\" value=\"{source}\" allowInsecureConnections=\"true\" />")}
          </packageSources>
          {(source.Length == 0 ? "" : Mapping)}
        </configuration>
        """);

    /// <summary>Starts a server over the feed and makes it the source, with caches of NuGet that are empty and nobody else's.</summary>
    public async Task<NuGetServerProcess> StartServerAsync(TimeSpan latency = default)
    {
        _environment["NUGET_PACKAGES"] = Work["../caches/packages"];
        _environment["NUGET_HTTP_CACHE_PATH"] = Work["../caches/http"];
        var server = await NuGetServerProcess.StartAsync(Work["feed"], latency);
        UseSource(server.IndexUrl);
        return server;
    }

    /// <summary>Publishes a package as people do.</summary>
    public async Task PushAsync(TestPackage package)
    {
        var file = package.WriteTo(Work["../built"]);
        var push = await Work.Spawned.DotnetAsync(["nuget", "push", file, "--source", "modules", "--api-key", "none"], Work.Path, _environment);
        Assert.True(push.Succeeded, push.Log);
    }

    /// <summary>What a machine has that never saw this workspace: sources and lock, nothing that was built or downloaded.</summary>
    public void ForgetCaches()
    {
        Directory.Delete(Work["../caches"], recursive: true);
        ForgetBuilds();
    }

    /// <summary>Removes what was built.</summary>
    public void ForgetBuilds()
    {
        foreach (var folder in Directory.GetDirectories(Work.Path, "obj", SearchOption.AllDirectories))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public string Add(string id, string properties, params (string Id, string Range)[] needs)
    {
        var project = Work.AddModule(id, $"<ModuleBuildDependencies>false</ModuleBuildDependencies>{properties}");
        Ask(id, needs);
        File.SetLastWriteTimeUtc(Work[$"{id}/module.json"], DateTime.UtcNow); // what is new lies in nobody's future
        return project;
    }

    /// <summary>Writes what a module depends on.</summary>
    public void Ask(string id, params (string Id, string Range)[] needs)
    {
        var manifest = ModuleWorkspace.Manifest(id);
        manifest["dependencies"] = new JsonObject(needs.Select(need => KeyValuePair.Create(need.Id, (JsonNode?)JsonValue.Create(need.Range))));
        var path = Work.Write($"{id}/module.json", manifest.ToJsonString(new() { WriteIndented = true }));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(2));
    }

    /// <summary>Builds all, or one module.</summary>
    public Task<BuildOutcome> BuildAsync(string id, params string[] more) =>
        Work.Spawned.DotnetAsync(["build", "-tl:off", .. more], Work[id], _environment);

    /// <summary>The version that a package has in the lock.</summary>
    public string VersionOf(string id) => (string)JsonNode.Parse(Lock)!["packages"]![id]!["version"]!;

    public void Dispose() => Work.Dispose();
}
