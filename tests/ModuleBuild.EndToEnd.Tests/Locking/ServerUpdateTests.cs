using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Locking;

/// <summary>The installed command and the build share a lock, and a server.</summary>
public sealed class ServerUpdateTests
{
    [Fact]
    public async Task An_update_is_built_in_CI_and_undone_byte_by_byte()
    {
        using var modules = await LockedModules.CreateAsync();
        using var tool = await InstalledTool.CreateAsync();
        using var server = await modules.StartServerAsync();
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        var first = await modules.BuildAsync("Acme.Orders");
        Assert.True(first.Succeeded, first.Log);
        var before = await File.ReadAllBytesAsync(modules.LockPath, TestContext.Current.CancellationToken);
        await modules.PushAsync(TestPackage.Module("Depot.Catalog", "2.1.1").OnHost("Acme.Gateway", "[8.0,9.0)"));

        await RunAsync("Depot.Catalog: 2.1.0 -> 2.1.1\n", "outdated");
        await RunAsync("Wrote module.lock.json: kept 0, changed 1, because\n  Depot.Catalog 2.1.0 -> 2.1.1: ", "update");
        Assert.Equal("2.1.1", modules.VersionOf("Depot.Catalog"));
        await BuildsAsync();

        await RunAsync("Put back module.lock.json from before the last update: 1 change.\n", "update", "--undo");
        Assert.Equal(before, await File.ReadAllBytesAsync(modules.LockPath, TestContext.Current.CancellationToken));
        await BuildsAsync();

        async Task RunAsync(string output, params string[] arguments)
        {
            var run = await tool.RunAsync(modules.Work.Path, modules.Environment, arguments);
            Assert.True(run.ExitCode == 0, run.ToString());
            Assert.StartsWith(output, run.Output, StringComparison.Ordinal);
        }

        // The gate runs, because the lock moved; it has nothing to say.
        async Task BuildsAsync()
        {
            var build = await modules.BuildAsync("Acme.Orders", "--no-restore", "-p:ContinuousIntegrationBuild=true", "-v:d");
            Assert.True(build.Succeeded, build.Log);
            Assert.Empty(build.Messages);
            Assert.Contains("Task \"ResolveModule\"", build.Log, StringComparison.Ordinal);
        }
    }
}
