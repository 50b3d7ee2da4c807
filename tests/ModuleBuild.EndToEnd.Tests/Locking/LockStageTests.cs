using System.Text.Json.Nodes;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Locking;

/// <summary>The stage that holds the lock of a workspace and its manifests together.</summary>
public sealed class LockStageTests
{
    private const string Skipped = "Skipping target \"_ModuleBuildGate\" because all output files are up-to-date";

    [Fact]
    public async Task At_the_desk_a_build_writes_the_lock_then_does_nothing_and_moves_it_when_a_range_moves()
    {
        using var modules = await LockedModules.CreateAsync();
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));

        var first = await modules.BuildAsync("Acme.Orders");
        Assert.True(first.Succeeded, first.Log);
        Assert.Empty(first.Messages);
        Assert.Contains("module.lock.json: written with 1 package. Commit it.", first.Log, StringComparison.Ordinal);
        Assert.Contains("\"contentHash\": \"sha512-", modules.Lock, StringComparison.Ordinal);

        var written = File.GetLastWriteTimeUtc(modules.LockPath);
        var second = await modules.BuildAsync("Acme.Orders", "--no-restore", "-v:d");
        Assert.Contains(Skipped, second.Log, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(modules.LockPath));

        modules.Serve(TestPackage.Module("Depot.Catalog", "2.2.0").OnHost("Acme.Gateway", "[8.0,9.0)").DependsOn("Depot.Mail", "[1.0,2.0)"));
        modules.Ask("Acme.Orders", ("Depot.Catalog", "[2.2,3.0)"));
        var third = await modules.BuildAsync("Acme.Orders", "--no-restore");
        Assert.True(third.Succeeded, third.Log);
        Assert.Contains("module.lock.json: Depot.Catalog 2.1.0 -> 2.2.0 (", third.Log, StringComparison.Ordinal);
        Assert.Contains("module.lock.json: Depot.Mail 1.4.0 is new (", third.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_server_the_lock_is_compared_and_nobody_is_asked()
    {
        using var modules = await LockedModules.CreateAsync();
        var project = modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        var ci = new Dictionary<string, string> { ["ContinuousIntegrationBuild"] = "true" };

        var missing = await modules.Work.InProcess.RunAsync(project, ["Build"], ci);
        Assert.Equal(["error MB1011 module.lock.json(0,0)"], missing.Short);
        Assert.False(File.Exists(modules.LockPath));

        Assert.True((await modules.Work.InProcess.RunAsync(project, ["Build"])).Succeeded);
        modules.UseSource("");
        Directory.Delete(modules.Work["feed"], recursive: true);
        var current = await modules.Work.InProcess.RunAsync(project, ["Build"], ci);
        Assert.True(current.Succeeded, current.Log);

        var before = modules.Lock;
        modules.Ask("Acme.Orders", ("Depot.Catalog", "[2.2,3.0)"));
        var stale = await modules.BuildAsync("Acme.Orders", "--no-restore", "-p:ContinuousIntegrationBuild=true");
        Assert.Equal(["error MB1011 module.lock.json(0,0)"], stale.Short);
        Assert.Contains("  Acme.Orders: Depot.Catalog [2.1,3.0) -> [2.2,3.0)", stale.Log, StringComparison.Ordinal);
        Assert.Contains("  Depot.Catalog 2.1.0 -> must satisfy [2.2,3.0) (Acme.Orders)", stale.Log, StringComparison.Ordinal);
        Assert.Equal(before, modules.Lock);
    }

    [Fact]
    public async Task Two_modules_built_at_once_write_their_lock_once()
    {
        using var modules = await LockedModules.CreateAsync();
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        modules.Add("Acme.Shop", "<TargetFrameworks>net10.0;net9.0</TargetFrameworks>", ("Depot.Mail", "1.*"));
        modules.Work.AddSolution("Acme.Orders", "Acme.Shop");
        modules.UseSource("", alone: false); // the packs of another framework come from where this machine has them
        modules.Work.Write("modulebuild.json", """{ "resolution": { "sources": ["./feed"] }, "security": { "severities": { "MB2016": "off" } } }""");

        var first = await modules.BuildAsync("", "-m");
        var second = await modules.BuildAsync("", "-m", "--no-restore", "-v:d");

        Assert.True(first.Succeeded, first.Log);
        Assert.Equal(1, Count(first.Log, "module.lock.json: written with 2 packages."));
        Assert.Equal(["Acme.Orders", "Acme.Shop"], JsonNode.Parse(modules.Lock)!["modules"]!.AsObject().Select(module => module.Key));
        Assert.Equal(3, Count(second.Log, Skipped));
    }

    [Fact]
    public async Task A_conflict_stands_in_the_build_log_at_the_line_of_the_manifest()
    {
        using var modules = await LockedModules.CreateAsync();
        modules.Serve(TestPackage.Module("Depot.Catalog", "2.3.0").OnHost("Acme.Gateway", "[8.0,9.0)").DependsOn("Depot.Mail", "[1.4,2.0)"));
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.3,3.0)"), ("Depot.Mail", "[1.0,1.4)"));

        var build = await modules.BuildAsync("Acme.Orders");

        var error = Assert.Single(build.Messages);
        Assert.Equal(("error", "MB1013", "module.json"), (error.Severity, error.Code, Path.GetFileName(error.File)));
        Assert.Contains("\"Depot.", File.ReadAllLines(error.File)[error.Line - 1], StringComparison.Ordinal);
        Assert.Contains("Depot.Mail [1.4,2.0)", build.Log, StringComparison.Ordinal);
        Assert.Contains("Ways out (each solved)", build.Log, StringComparison.Ordinal);
        Assert.False(File.Exists(modules.LockPath));
    }

    [Fact]
    public async Task A_lock_that_cannot_be_used_or_written_stays_as_it_is()
    {
        using var modules = await LockedModules.CreateAsync();
        var project = modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        Assert.True((await modules.Work.InProcess.RunAsync(project, ["Build"])).Succeeded);
        var good = modules.Lock;

        await FailsAsync($"<<<<<<< ours\n{good}", "error MB1014 module.lock.json(1,1)", "merge-conflict markers");
        await FailsAsync(good.Replace("\"lockVersion\": 1", "\"lockVersion\": 7", StringComparison.Ordinal), "error MB1014 module.lock.json(2,18)", "a newer ModuleBuild");
        await FailsAsync(good.Replace("[2.1,3.0)", "[2.0,3.0)", StringComparison.Ordinal), "error MB1014 module.lock.json(3,13)", "edited, or merged, by hand");

        File.WriteAllText(modules.LockPath, good);
        File.SetAttributes(modules.LockPath, FileAttributes.ReadOnly);
        modules.Ask("Acme.Orders", ("Depot.Mail", "1.0"));
        await FailsAsync(null, "error MB9005 module.lock.json(0,0)", "it is read-only");
        Assert.Equal(good, modules.Lock);
        File.SetAttributes(modules.LockPath, FileAttributes.Normal);

        async Task FailsAsync(string? text, string expected, string part)
        {
            if (text is not null)
            {
                File.WriteAllText(modules.LockPath, text);
                File.SetLastWriteTimeUtc(modules.LockPath, DateTime.UtcNow.AddSeconds(2));
            }

            var build = await modules.Work.InProcess.RunAsync(project, ["Build"], restore: false);
            Assert.False(build.Succeeded);
            Assert.Equal([expected], build.Short);
            Assert.Contains(part, build.Messages[0].Message, StringComparison.Ordinal);
            Assert.Equal(text ?? good, modules.Lock);
        }
    }

    [Fact]
    public async Task Offline_the_caches_of_this_machine_give_the_same_lock()
    {
        using var modules = await LockedModules.CreateAsync();
        modules.Serve(TestPackage.Module("Depot.Remote", "2.1.0")); // nobody else puts newer ones into the packages folder
        var server = await NuGetServer.StartAsync(modules.Work["feed"]);
        modules.UseSource(server.IndexUrl);
        var project = modules.Add("Acme.Orders", "", ("Depot.Remote", "[2.1,3.0)"));
        var online = await modules.Work.InProcess.RunAsync(project, ["Build"]);
        Assert.True(online.Succeeded, online.Log);
        var before = modules.Lock;
        File.Delete(modules.LockPath);
        await server.DisposeAsync();

        var offline = await modules.Work.InProcess.RunAsync(
            project, ["Build"], new Dictionary<string, string> { ["ModuleBuildOffline"] = "true" }, restore: false);

        Assert.True(offline.Succeeded, offline.Log);
        Assert.Equal(before, modules.Lock);
    }

    [Fact]
    public async Task The_part_of_the_lock_that_a_module_needs_travels_in_its_package()
    {
        using var modules = await LockedModules.CreateAsync();
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        modules.Add("Acme.Shop", "", ("Depot.Mail", "1.*"));

        var pack = await modules.Work.Spawned.DotnetAsync(["pack", "-o", modules.Work["out"]], modules.Work["Acme.Shop"]);

        Assert.True(pack.Succeeded, pack.Log);
        var package = PackedModule.Read(modules.Work["out/Acme.Shop.1.2.0.nupkg"]);
        var part = JsonNode.Parse(package.Text("module/module.lock.json"))!;
        Assert.Equal(["."], part["modules"]!.AsObject().Select(module => module.Key));
        Assert.Equal(["Depot.Mail"], part["packages"]!.AsObject().Select(item => item.Key));
        var file = JsonNode.Parse(package.Text("module/evidence.json"))!["files"]!.AsArray().Single(file => (string)file!["path"]! == "module/module.lock.json");
        Assert.Equal("lock", (string)file!["kind"]!);
    }

    [Fact]
    public async Task A_module_without_dependencies_has_no_lock_and_the_switch_leaves_the_lock_alone()
    {
        using var modules = await LockedModules.CreateAsync();
        var project = modules.Add("Acme.Orders", "");
        Assert.True((await modules.Work.InProcess.RunAsync(project, ["Build"])).Succeeded);
        Assert.False(File.Exists(modules.LockPath));

        modules.Ask("Acme.Orders", ("Not.There", "1.0"));
        var off = new Dictionary<string, string> { ["ModuleBuildResolve"] = "false" };
        var build = await modules.Work.InProcess.RunAsync(project, ["Build"], off, restore: false);

        Assert.True(build.Succeeded, build.Log);
        Assert.False(File.Exists(modules.LockPath));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
