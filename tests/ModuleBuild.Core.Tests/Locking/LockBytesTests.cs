using System.Text.Json.Nodes;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Locking;

public sealed class LockBytesTests
{
    private const int Runs = 100;
    private const int Packages = 30;

    [Fact]
    public async Task A_lock_has_the_same_bytes_whenever_and_in_whatever_order_its_source_answers()
    {
        var universe = Universe().ToArray();
        byte[]? first = null;
        for (var run = 0; run < Runs; run++)
        {
            using var folder = new TemporaryFolder();
            var random = new Random(run);
            string[] modules = ["Orders", "Shop", "Stock"];
            random.Shuffle(modules);
            Array.ForEach(modules, module => folder.Write($"modules/{module}/module.json", Manifest(module)));
            folder.Write("modulebuild.json", "{}");
            random.Shuffle(universe);

            var result = await WorkspaceLock.WriteAsync(new LockRequest(folder.Path), new SlowSource(universe, run), null, TestContext.Current.CancellationToken);

            Assert.True(result.Written, string.Join('\n', result.Findings.Select(finding => finding.Message)));
            Assert.InRange(result.After!.Packages.Length, Packages / 2, Packages);
            var bytes = await File.ReadAllBytesAsync(folder[WorkspaceLock.FileName], TestContext.Current.CancellationToken);
            Assert.Equal(first ??= bytes, bytes);
        }
    }

    // Newer versions need older ones of others, so that the way to the answer is long.
    private static IEnumerable<PackageFacts> Universe()
    {
        var random = new Random(7);
        for (var package = 0; package < Packages; package++)
        {
            for (var minor = 0; minor < 6; minor++)
            {
                var needs = Enumerable.Range(package + 1, 3).Where(other => other < Packages && (other == package + 1 || random.Next(2) == 0)).Select(other =>
                    Locks.Needs($"Acme.P{other:00}", random.Next(3) == 0 ? $"[1.0,1.{random.Next(1, 5)}]" : "[1.0,2.0)"));
                yield return Locks.Package($"Acme.P{package:00}", $"1.{minor}.0", [.. needs]) with { Checksum = $"sha512-{package}{minor}" };
            }
        }
    }

    private static string Manifest(string module)
    {
        var manifest = ModuleWorkspace.Manifest("Acme");
        manifest["id"] = $"Acme.{module}";
        manifest["dependencies"] = new JsonObject { [$"Acme.P{module.Length - 4:00}"] = "[1.0,2.0)", ["Acme.P05"] = "[1.1,2.0)" };
        return manifest.ToJsonString();
    }

    private sealed class SlowSource(IEnumerable<PackageFacts> packages, int seed) : IPackageSource
    {
        private readonly MemorySource _memory = new(packages);
        private readonly Random _random = new(seed);

        public async Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation)
        {
            await WaitAsync(cancellation);
            return await _memory.GetVersionsAsync(id, cancellation);
        }

        public async Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation)
        {
            await WaitAsync(cancellation);
            return await _memory.GetFactsAsync(id, version, cancellation);
        }

        private Task WaitAsync(CancellationToken cancellation)
        {
            lock (_random)
            {
                return Task.Delay(_random.Next(3), cancellation);
            }
        }
    }
}
