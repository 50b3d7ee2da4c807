using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>A workspace with a feed, a store and environments dev and staging, whose sets are brought to folders.</summary>
internal sealed class ReleaseFolder : IDisposable
{
    private static readonly Lazy<Task<ReleaseFolder>> Made = new(MakeAsync);

    private readonly TemporaryFolder _folder = new();

    private ReleaseFolder()
    {
    }

    private void WriteFiles()
    {
        _folder.Write("workspace/modulebuild.json", "{}");
        _folder.Write("workspace/nuget.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="../packages" /></config>
              <packageSources><clear /><add key="feed" value="../feed" /></packageSources>
            </configuration>
            """);
        foreach (var version in new[] { "1.0.0", "1.1.0", "2.0.0" })
        {
            TestPackage.Module("Acme.A", version).WriteTo(_folder["feed"]);
        }

        TestPackage.Module("Acme.B", "1.0.0").DependsOn("Acme.A", "[1.0,2.0)").WriteTo(_folder["feed"]);
        TestPackage.Module("Acme.B", "2.0.0").DependsOn("Acme.A", "[2.0,3.0)").WriteTo(_folder["feed"]);
    }

    /// <summary>The folder in which commands run.</summary>
    public string Workspace => _folder["workspace"];

    /// <summary>The store: a bare repository.</summary>
    public string Store => _folder["workspace/.modulebuild/store.git"];

    /// <summary>A path beside the workspace.</summary>
    public string this[string path] => _folder[path];

    /// <summary>Makes the workspace, its store and its environments: once by command line, and then by copying.</summary>
    public static async Task<ReleaseFolder> CreateAsync() => (await Made.Value).Copy();

    /// <summary>The same once more, in a folder of its own. Nothing in it says where it is.</summary>
    public ReleaseFolder Copy()
    {
        var copy = new ReleaseFolder();
        foreach (var folder in Directory.EnumerateDirectories(_folder.Path, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(copy[Path.GetRelativePath(_folder.Path, folder)]);
        }

        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, copy[Path.GetRelativePath(_folder.Path, file)]);
        }

        return copy;
    }

    private static async Task<ReleaseFolder> MakeAsync()
    {
        var folder = new ReleaseFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        folder.WriteFiles();
        (await folder.RunAsync("env", "init")).Succeeded();
        (await folder.RunAsync("env", "add", "dev", "--path", "../run/dev", "--security-level", "low")).Succeeded();
        (await folder.RunAsync("env", "add", "staging", "--from", "dev", "--path", "../run/staging", "--security-level", "low")).Succeeded();
        return folder;
    }

    /// <summary>Runs <c>modulebuild</c> in the workspace.</summary>
    public Task<ProcessResult> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    /// <summary>Runs <c>modulebuild</c> in the workspace, with more environment variables.</summary>
    public Task<ProcessResult> RunAsync(IReadOnlyDictionary<string, string?>? environment, params string[] arguments) =>
        RunAsync(environment, TimeSpan.FromMinutes(2), arguments);

    /// <summary>The same; where it takes too long, it and all that it started is killed, and that is a <see cref="TimeoutException"/>.</summary>
    public Task<ProcessResult> RunAsync(IReadOnlyDictionary<string, string?>? environment, TimeSpan limit, params string[] arguments) => CommandRun.InAsync(
        Workspace,
        new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { ["NUGET_PACKAGES"] = _folder["packages"], ["GITHUB_ACTOR"] = "tester" },
        limit,
        arguments);

    /// <summary>Writes a file of the workspace.</summary>
    public void Write(string path, string text) => _folder.Write($"workspace/{path}", text);

    /// <summary>Sets the lease of an environment's policy.</summary>
    public void WriteLease(string environment, string lease) => WritePolicy(environment, "lease", lease);

    /// <summary>Sets a field of an environment's policy.</summary>
    public void WritePolicy(string environment, string field, JsonNode? value)
    {
        var path = _folder[$"workspace/environments/{environment}.json"];
        var policy = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        policy[field] = value;
        File.WriteAllText(path, policy.ToJsonString());
    }

    /// <summary>The modules that an environment's folder points to, as <c>Id Version</c>.</summary>
    public IEnumerable<string> Running(string environment)
    {
        using var pointer = JsonDocument.Parse(File.ReadAllBytes(_folder[$"run/{environment}/current.json"]));
        return [.. pointer.RootElement.GetProperty("modules").EnumerateArray().Select(module => $"{module.GetProperty("id").GetString()} {module.GetProperty("version").GetString()}")];
    }

    /// <summary>Files that an environment's pointer needs and its folder does not have.</summary>
    public IEnumerable<string> MissingFiles(string environment)
    {
        using var pointer = JsonDocument.Parse(File.ReadAllBytes(_folder[$"run/{environment}/current.json"]));
        return
        [
            .. pointer.RootElement.GetProperty("modules").EnumerateArray()
                .Select(module => _folder[$"run/{environment}/{module.GetProperty("folder").GetString()}/module/module.json"])
                .Where(file => !File.Exists(file)),
        ];
    }

    public void Dispose() => _folder.Dispose();
}
