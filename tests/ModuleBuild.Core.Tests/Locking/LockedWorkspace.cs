using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Locking;

/// <summary>A workspace on disk, a feed in memory that counts what it is asked, and a resolution that never looks back.</summary>
internal sealed class LockedWorkspace : IPackageSource, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<PackageFacts> _packages = [];

    public string Root => _folder.Path;

    public string LockPath => _folder[WorkspaceLock.FileName];

    /// <summary>How often the feed was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>What the feed says past its cache; null where it has none.</summary>
    public IPackageSource? Fresh { get; set; }

    public string this[string path] => _folder[path];

    public LockedWorkspace Add(params PackageFacts[] packages)
    {
        _packages.AddRange(packages);
        return this;
    }

    public string Write(string path, string text) => _folder.Write(path, text);

    /// <summary>Writes a manifest.</summary>
    public LockedWorkspace Module(string folder, string? version = null, params (string Id, string Range)[] needs)
    {
        var manifest = ModuleWorkspace.Manifest("Acme");
        if (version is not null)
        {
            manifest["id"] = Path.GetFileName(folder);
            manifest["version"] = version;
        }

        if (needs.Length > 0)
        {
            manifest["dependencies"] = new JsonObject(needs.Select(need => KeyValuePair.Create(need.Id, (JsonNode?)JsonValue.Create(need.Range))));
        }

        Write($"{folder}/module.json", manifest.ToJsonString(new() { WriteIndented = true }));
        return this;
    }

    public LockCheck Check() => WorkspaceLock.Check(Root);

    public Task<LockResult> LockAsync(LockRequest? request = null, Resolve? resolve = null, CancellationTokenSource? stop = null) =>
        new LockWriting(request ?? new LockRequest(Root), this, resolve ?? GreedyAsync, null)
            .RunAsync(stop?.Token ?? TestContext.Current.CancellationToken);

    public string ReadLock() => File.ReadAllText(LockPath);

    public async Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation)
    {
        Asked++;
        return await new MemorySource(_packages).GetVersionsAsync(id, cancellation);
    }

    public Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        new MemorySource(_packages).GetFactsAsync(id, version, cancellation);

    public IPackageSource? Refresh() => Fresh;

    public void Dispose() => _folder.Dispose();

    /// <summary>Takes the locked version where it fits, else the highest; a conflict where a later need does not fit.</summary>
    private static async Task<ResolutionResult> GreedyAsync(
        ResolutionRequest request, IPackageSource source, IProgress<ResolutionProgress>? progress, CancellationToken cancellation)
    {
        var chosen = new SortedDictionary<string, PackageFacts>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<(PackageDependency Need, SourceLocation? Location)>(request.Roots.Select(root => (root.Dependency, root.Location)));
        while (open.TryDequeue(out var next))
        {
            var (need, location) = next;
            if (need.Kind == DependencyKind.Optional || (chosen.TryGetValue(need.Id, out var facts) && need.Range.Range.Satisfies(facts.Version)))
            {
                continue;
            }

            var versions = (await source.GetVersionsAsync(need.Id, cancellation)).Value!.Versions
                .Select(listing => listing.Version)
                .Where(need.Range.Range.Satisfies)
                .OrderByDescending(version => request.Locked.GetValueOrDefault(need.Id) == version && request.Update?.Contains(need.Id) != true)
                .ThenByDescending(version => version).ToList();
            if (chosen.ContainsKey(need.Id) || versions.Count == 0)
            {
                return new ResolutionResult(null, null,
                    [Finding.Create(DiagnosticCatalog.NoConsistentSet, location ?? SourceLocation.None, $"{need.Id} {need.Range}")]);
            }

            chosen.Add(need.Id, (await source.GetFactsAsync(need.Id, versions[0], cancellation)).Value!);
            foreach (var more in chosen[need.Id].Dependencies)
            {
                open.Enqueue((more, null));
            }
        }

        var hosts = request.RootHosts.Select(host => host.Host).GroupBy(host => host.Id)
            .Select(group => KeyValuePair.Create(group.Key, request.Hosts.GetValueOrDefault(group.Key) ?? group.Max(host => host.Range.Range.MinVersion)!));
        return new ResolutionResult(
            new ResolvedSet(
                [.. chosen.Values.Select(facts => new ResolvedPackage(facts, []))], request.Hosts.Clear().AddRange(hosts), request.Policy.Strategy, 0, []),
            null,
            []);
    }
}
