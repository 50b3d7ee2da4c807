using System.Text.Json.Nodes;

namespace ModuleBuild.Testing;

/// <summary>
/// A fresh folder with modules that take ModuleBuild from the feed of the run: its own nuget.config, empty Directory.Build files
/// and a package folder that no other run shares.
/// </summary>
public sealed class ModuleWorkspace : IDisposable
{
    private readonly TemporaryFolder _folder;

    private ModuleWorkspace(TemporaryFolder folder, PackageFeed feed)
    {
        _folder = folder;
        Feed = feed;
        Spawned = new SpawnedBuild(feed.PackagesFolder);
        InProcess = new InProcessBuild(feed.PackagesFolder);
    }

    /// <summary>The feed that holds ModuleBuild.</summary>
    public PackageFeed Feed { get; }

    /// <summary>Builds in processes of their own.</summary>
    public SpawnedBuild Spawned { get; }

    /// <summary>Builds in this process.</summary>
    public InProcessBuild InProcess { get; }

    /// <summary>Absolute path.</summary>
    public string Path => _folder.Path;

    /// <summary>Absolute path of something in the workspace.</summary>
    /// <param name="relativePath">With <c>/</c>.</param>
    public string this[string relativePath] => _folder[relativePath];

    /// <summary>Makes a workspace.</summary>
    /// <param name="name">Name of its folder, for names with spaces or other letters.</param>
    public static async Task<ModuleWorkspace> CreateAsync(string name = "work")
    {
        var workspace = new ModuleWorkspace(new TemporaryFolder(name), await PackageFeed.GetAsync());
        workspace.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="modulebuild-test" value="{workspace.Feed.Folder}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="modulebuild-test"><package pattern="ModuleBuild" /><package pattern="ModuleBuild.*" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        workspace.Write("Directory.Build.props", "<Project />");
        workspace.Write("Directory.Build.targets", "<Project />");
        workspace.Write("Directory.Packages.props", "<Project />");
        return workspace;
    }

    /// <summary>Writes a file, making its folder.</summary>
    /// <param name="relativePath">With <c>/</c>.</param>
    /// <param name="content">Its text.</param>
    /// <returns>Its absolute path.</returns>
    public string Write(string relativePath, string content) => _folder.Write(relativePath, content);

    /// <summary>Lets packages come from the folder <c>local</c> of the workspace and from the feed that holds ModuleBuild, and from nowhere else.</summary>
    /// <param name="more">More elements of nuget.config.</param>
    public void UseOnlyLocalFeed(string more = "") => Write("nuget.config", $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="modulebuild-test" value="{Feed.Folder}" />
            <add key="local" value="local" />
          </packageSources>
          {more}
        </configuration>
        """);

    /// <summary>Writes a complete, clean module: project, manifest, source, README.</summary>
    /// <param name="id">Its id, which is also the name of its folder and project.</param>
    /// <param name="properties">More lines for the project's property group.</param>
    /// <param name="items">More lines for the project's item group.</param>
    /// <returns>Absolute path of the project file.</returns>
    public string AddModule(string id = "Acme.Orders", string properties = "", string items = "")
    {
        Write($"{id}/module.json", Manifest(id).ToJsonString(new() { WriteIndented = true }));
        Write($"{id}/Entry.cs", $$"""
            using Microsoft.Extensions.Hosting;

            namespace {{id}};

            /// <summary>The entry point.</summary>
            public sealed class Entry
            {
                /// <summary>Registers nothing.</summary>
                public void Configure(IHostApplicationBuilder builder) => builder.Properties["{{id}}"] = true;
            }

            """);
        var framework = properties.Contains("<TargetFramework", StringComparison.Ordinal) ? "" : "<TargetFramework>net10.0</TargetFramework>";
        return Write($"{id}/{id}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {framework}
                <Version>1.2.0</Version>
                <Nullable>enable</Nullable>
                <RepositoryUrl>https://example.com/acme/orders</RepositoryUrl>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <PackageReference Include="ModuleBuild" Version="{Feed.Version}" PrivateAssets="all" />
                {items}
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Writes a solution at the workspace's root.</summary>
    /// <param name="ids">Ids of modules that were added.</param>
    public void AddSolution(params IEnumerable<string> ids) => Write("all.slnx", $"""
        <Solution>
          {string.Join("\n  ", ids.Select(id => $"<Project Path=\"{id}/{id}.csproj\" />"))}
        </Solution>
        """);

    /// <summary>Makes the workspace a git repository with one commit of a known time.</summary>
    public async Task CommitAsync()
    {
        Write(".gitignore", "bin/\nobj/\n");
        var when = new Dictionary<string, string?> { ["GIT_AUTHOR_DATE"] = "2026-01-02T03:04:05Z", ["GIT_COMMITTER_DATE"] = "2026-01-02T03:04:05Z" };
        foreach (var arguments in new[]
        {
            new[] { "init", "-q", "-b", "main" },
            ["add", "-A"],
            ["-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "-q", "-m", "All"],
        })
        {
            (await ChildProcess.RunAsync("git", arguments, Path, when)).Succeeded();
        }
    }

    /// <summary>The stamp of a clean gate.</summary>
    /// <param name="id">Id of the module.</param>
    /// <param name="configuration">Configuration that was built.</param>
    public string StampOf(string id, string configuration = "Debug") =>
        Directory.GetFiles(this[$"{id}/obj/{configuration}/net10.0/modulebuild"], "clean.*.stamp").Single();

    /// <summary>Names of the files in a module's records folder, in ordinal order; the stamp of a clean gate is called <c>clean.stamp</c>.</summary>
    /// <param name="id">Id of the module.</param>
    /// <param name="framework">Target framework.</param>
    public IReadOnlyList<string> RecordsOf(string id, string framework = "net10.0")
    {
        var folder = this[$"{id}/obj/Debug/{framework}/modulebuild"];
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder).Select(file => NameOf(System.IO.Path.GetFileName(file))).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The manifest of a clean module.</summary>
    /// <param name="id">Root namespace of its entry point.</param>
    public static JsonObject Manifest(string id) => new()
    {
        ["manifestVersion"] = 1,
        ["name"] = "Acme Orders",
        ["summary"] = "Imports orders and keeps them at hand.",
        ["license"] = "MIT",
        ["host"] = new JsonObject { ["Acme.Gateway"] = "[8.3,9.0)" },
        ["entryPoints"] = new JsonArray(new JsonObject { ["scope"] = "gateway", ["type"] = $"{id}.Entry" }),
    };

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static string NameOf(string file) =>
        file.StartsWith("clean.", StringComparison.Ordinal) && file.EndsWith(".stamp", StringComparison.Ordinal) ? "clean.stamp" : file;
}
