using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Model;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Packaging;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Deployers;

/// <summary>A target folder, and a feed of packages that are made on the spot.</summary>
public sealed class Target : IModulePackages, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Target(string? path = null, int keep = 2, string? feed = null)
    {
        Path = path ?? _folder["target"];
        Feed = feed ?? _folder["feed"];
        Keep = keep;
    }

    public string Path { get; }

    public int Keep { get; }

    public string Feed { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What was asked of the feed, as id and version.</summary>
    public ConcurrentQueue<string> Fetched { get; } = new();

    /// <summary>Called before the feed answers.</summary>
    public Func<Task> BeforeFetch { get; set; } = () => Task.CompletedTask;

    public DirectoryDeployer Deployer => new(new DirectoryDeployerOptions(Path, Keep), this, TimeProvider.System);

    public DeployedSet Current => TargetFile.Read<DeployedSet>(this["current.json"]).Value!;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Packs a module with two files of its own.</summary>
    public ReleasedModule Pack(string id, string version, int files = 1) => Pack(
        Enumerable.Range(0, files).Aggregate(
            TestPackage.Module(id, version).WithFile($"lib/net10.0/{id}.dll", $"{id} {version}"),
            (package, number) => package.WithFile($"content/file {number}.txt", string.Concat(Enumerable.Repeat($"{id} {version} {number};", 500)))));

    public ReleasedModule Pack(TestPackage package)
    {
        var path = package.WriteTo(Feed);
        return new ReleasedModule(package.Id, package.Version, HashOf(path));
    }

    /// <summary>A set of the modules that a text such as <c>A 1.0.0, B 2.0.0</c> names; packed if need be.</summary>
    public ModuleSet Set(string modules, string? settings = null) => ModuleSet.Of(
        modules.Split(", ").Select(module => module.Split(' ')).Select(parts =>
            System.IO.Path.Combine(Feed, $"{parts[0]}.{parts[1]}.nupkg") is var path && File.Exists(path) ? new ReleasedModule(parts[0], parts[1], HashOf(path)) : Pack(parts[0], parts[1])),
        settings is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(settings)!);

    public Task<ImmutableArray<Finding>> DeployAsync(int release, ModuleSet set, long fence = 1, bool activate = true, params ImmutableArray<int> keep) =>
        Deployer.DeployAsync(new DeployRequest("staging", release, set, $"operation-{release}", fence, keep, activate), Cancellation);

    public async Task<SourceAnswer<ModulePackage>> GetAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        Fetched.Enqueue($"{id} {version}");
        await BeforeFetch();
        var path = System.IO.Path.Combine(Feed, $"{id}.{version}.nupkg");
        return File.Exists(path)
            ? SourceAnswer.Of(new ModulePackage(id, version, path, HashOf(path), null))
            : SourceAnswer.Failed<ModulePackage>(Finding.Create(DiagnosticCatalog.StoreUnusable, new SourceLocation(id), "the feed does not have it."));
    }

    /// <summary>Folders of modules that are there, as id and version; and those that nobody finished.</summary>
    public IReadOnlyList<string> Folders() => !Directory.Exists(this["modules"]) ? [] :
    [
        .. from id in Directory.GetDirectories(this["modules"])
           from folder in Directory.GetDirectories(id)
           let name = System.IO.Path.GetFileName(folder)
           orderby folder
           select $"{System.IO.Path.GetFileName(id)} {(name.StartsWith('.') ? name : name.Split('-')[0])}",
    ];

    public void Dispose() => _folder.Dispose();

    private static string HashOf(string path)
    {
        using var reader = new PackageArchiveReader(path);
        return reader.GetContentHash(CancellationToken.None);
    }
}
