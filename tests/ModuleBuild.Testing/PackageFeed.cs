using System.Globalization;
using System.Text.Json.Nodes;

namespace ModuleBuild.Testing;

/// <summary>
/// The packages of this repository, packed once a test run into a folder feed, under a version that no cache has seen: what is
/// tested is what users install.
/// </summary>
public sealed class PackageFeed
{
    private static readonly string[] Projects = ["ModuleBuild.Tasks", "ModuleBuild.Sdk", "ModuleBuild.Abstractions", "ModuleBuild.Cli"];
    private static readonly Lazy<Task<PackageFeed>> Shared = new(PackAsync);

    private PackageFeed(string folder, string version)
    {
        Folder = folder;
        Version = version;
    }

    /// <summary>Absolute path of the feed.</summary>
    public string Folder { get; }

    /// <summary>Version of the packages.</summary>
    public string Version { get; }

    /// <summary>Folder for restored packages, of this test run only.</summary>
    public string PackagesFolder => Path.Combine(Path.GetDirectoryName(Folder)!, "packages");

    /// <summary>The feed of this test run.</summary>
    public static Task<PackageFeed> GetAsync() => Shared.Value;

    /// <summary>Removes the feed of this test run, with all that was restored from it.</summary>
    public static async Task RemoveAsync()
    {
        if (Shared.IsValueCreated)
        {
            Remove(Path.GetDirectoryName((await Shared.Value).Folder)!);
        }
    }

    private static async Task<PackageFeed> PackAsync()
    {
        var root = Directory.CreateTempSubdirectory("modulebuild-feed-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(root);
        var feed = Path.Combine(root, "feed");
        var version = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{System.Environment.ProcessId}");
        var filter = Path.Combine(root, "packages.slnf"); // all at once: they have projects in common
        await File.WriteAllTextAsync(filter, new JsonObject
        {
            ["solution"] = new JsonObject
            {
                ["path"] = RepositoryFolder.Combine("ModuleBuild.sln"),
                ["projects"] = new JsonArray([.. Projects.Select(project => (JsonNode)$"src\\{project}\\{project}.csproj")]),
            },
        }.ToJsonString());
        // Its own output folders: the repository's are in use by the build that started the tests.
        var arguments = new[]
        {
            "pack", filter, $"-p:PackageOutputPath={feed}", "--nologo", "-v", "q",
            $"-p:Version={version}", $"-p:ArtifactsPath={Path.Combine(root, "artifacts")}",
            "-p:RunAnalyzers=false", // the build that made the tests has run them, and CI packs with them
        };
        (await ChildProcess.RunAsync("dotnet", arguments, RepositoryFolder.Path)).Succeeded();
        return new PackageFeed(feed, version);
    }

    private static void Remove(string root)
    {
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
