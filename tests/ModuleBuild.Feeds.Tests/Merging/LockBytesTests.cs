using System.Text.Json.Nodes;
using ModuleBuild.Core.Locking;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Feeds.Tests.Merging;

public sealed class LockBytesTests
{
    private const int Runs = 100;

    [Fact]
    public async Task A_lock_has_the_same_bytes_however_its_feeds_are_ordered_and_whenever_they_answer()
    {
        await using var feeds = new FeedScenario();
        feeds.Fill("folder", Package(0), Package(3), Package(6));
        var one = await feeds.ServeAsync("one", null, Package(1), Package(4), Package(7));
        var other = await feeds.ServeAsync("other", null, Package(2), Package(5));
        (string Name, string Address)[] sources = [("folder", feeds["folder"]), ("one", one.IndexUrl), ("other", other.IndexUrl)];
        byte[]? first = null;
        for (var run = 0; run < Runs; run++)
        {
            var random = new Random(run);
            random.Shuffle(sources);
            foreach (var server in new[] { one, other })
            {
                server.Mend();
                for (var package = 0; package < 8; package++)
                {
                    server.Break(new Fault($"acme.p{package}") { Delay = TimeSpan.FromMilliseconds(random.Next(8)) });
                }
            }

            await using var workspace = new FeedScenario();
            workspace.Configure(sources);
            var manifest = ModuleWorkspace.Manifest("Acme");
            manifest["id"] = "Acme.Shop";
            manifest["dependencies"] = new JsonObject { ["Acme.P0"] = "[1.0,2.0)" };
            workspace.Write("module.json", manifest.ToJsonString());

            var result = await WorkspaceLock.WriteAsync(new LockRequest(workspace["."]), workspace.Open(), null, FeedScenario.Cancellation);

            Assert.Equal(8, result.After?.Packages.Length);
            var bytes = await File.ReadAllBytesAsync(workspace[WorkspaceLock.FileName], FeedScenario.Cancellation);
            Assert.Equal(first ??= bytes, bytes);
        }
    }

    private static TestPackage Package(int number)
    {
        var package = TestPackage.Module($"Acme.P{number}", $"1.{number}.0");
        return Enumerable.Range(number + 1, 2).Where(other => other < 8).Aggregate(package, (made, other) => made.DependsOn($"Acme.P{other}", "[1.0,2.0)"));
    }
}
