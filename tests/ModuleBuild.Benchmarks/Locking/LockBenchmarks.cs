using System.Diagnostics;
using System.Text.Json.Nodes;
using ModuleBuild.Benchmarks.Measuring;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Benchmarks.Locking;

/// <summary>
/// <c>modulebuild lock</c> of 200 modules against a real NuGet server on loopback that takes 50 ms for every answer. The server runs in
/// this process, on the same cores.
/// </summary>
internal static class LockBenchmarks
{
    private const int Modules = 200;
    private const int Versions = 5;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs them.</summary>
    /// <param name="rounds">Rounds that count.</param>
    public static async Task RunAsync(int rounds)
    {
        using var folder = new TemporaryFolder();
        var tool = await Processes.InstalledTool.InstallAsync(folder);
        foreach (var depth in new[] { 1, 10, 20 })
        {
            Fill(folder[$"served{depth}"], depth);
            await using var server = await NuGetServer.StartAsync(folder[$"served{depth}"], new NuGetServerOptions { Latency = Latency });
            var workspace = new Workspace(folder, $"depth{depth}", server, depth);
            await PairedRounds.RunAsync($"`modulebuild lock` of {Modules} modules, {depth} deep, {Versions} versions each", rounds,
                new Contender("cold: nothing is here", () => workspace.LockAsync(tool, newPackages: true, newCache: true)),
                new Contender("packages are here, the HTTP cache is empty", () => workspace.LockAsync(tool, newCache: true)),
                new Contender("warm: only the lock is missing", () => workspace.LockAsync(tool)),
                new Contender("up to date", () => workspace.LockAsync(tool, newLock: false)));
            Console.WriteLine($"\nThe last cold lock asked {workspace.ColdRequests} times, at most {workspace.MostAtOnce} at once.");
        }
    }

    // Layers: each module needs three of the next layer.
    private static void Fill(string folder, int depth)
    {
        var width = Modules / depth;
        for (var module = 0; module < Modules; module++)
        {
            for (var version = 0; version < Versions; version++)
            {
                var package = TestPackage.Module($"Acme.M{module:000}", $"1.{version}.0").WithFile($"lib/net8.0/Acme.M{module:000}.dll", new byte[20_000]);
                if (module + width < Modules)
                {
                    var next = (module / width + 1) * width;
                    package = Enumerable.Range(0, 3).Select(i => next + (module + (i * 7)) % width).Distinct()
                        .Aggregate(package, (made, other) => made.DependsOn($"Acme.M{other:000}", "[1.0,2.0)"));
                }

                package.WriteTo(folder);
            }
        }
    }

    /// <summary>A workspace of ten modules that need the first layer between them.</summary>
    private sealed class Workspace
    {
        private const int Own = 10;
        private readonly string _root;
        private readonly NuGetServer _server;
        private int _packages;
        private int _cache;

        public Workspace(TemporaryFolder folder, string name, NuGetServer server, int depth)
        {
            (_root, _server) = (folder[name], server);
            folder.Write($"{name}/modulebuild.json", "{}");
            folder.Write($"{name}/nuget.config", server.NuGetConfig());
            for (var own = 0; own < Own; own++)
            {
                var manifest = ModuleWorkspace.Manifest("Acme");
                manifest["id"] = $"Acme.Own{own}";
                manifest["dependencies"] = new JsonObject(Enumerable.Range(0, Modules / depth).Where(module => module % Own == own)
                    .Select(module => KeyValuePair.Create($"Acme.M{module:000}", (JsonNode?)JsonValue.Create("[1.0,2.0)"))));
                folder.Write($"{name}/own{own}/module.json", manifest.ToJsonString());
            }
        }

        public int ColdRequests { get; private set; }

        public int MostAtOnce { get; private set; }

        /// <summary>Locks anew. Caches that are to be empty are other folders: files that were deleted a moment ago slow down the file system.</summary>
        public async Task<double> LockAsync(string tool, bool newPackages = false, bool newCache = false, bool newLock = true)
        {
            _packages += newPackages ? 1 : 0;
            _cache += newCache ? 1 : 0;
            if (newLock)
            {
                File.Delete(Path.Combine(_root, "module.lock.json"));
            }

            _server.ForgetRequests();
            var watch = Stopwatch.StartNew();
            var result = await ChildProcess.RunAsync(tool, ["lock"], _root, new Dictionary<string, string?>
            {
                ["NUGET_PACKAGES"] = Path.Combine(_root, $"packages{_packages}"),
                ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(_root, $"http{_cache}"),
            });
            var time = watch.Elapsed.TotalMilliseconds;
            result.Succeeded();
            if (newPackages)
            {
                (ColdRequests, MostAtOnce) = (_server.Requests.Count, _server.MostAtOnce);
            }

            return time;
        }
    }
}
