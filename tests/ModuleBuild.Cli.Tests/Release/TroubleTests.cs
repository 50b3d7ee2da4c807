using System.Globalization;
using System.Text.Json.Nodes;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Promotions whose surroundings fail them: what runs stays whole, and the same command does it when the trouble is over.</summary>
public sealed class TroubleTests
{
    [Theory]
    [InlineData("No space left")]
    [InlineData("Read-only file system")]
    public async Task Target_that_takes_nothing_keeps_what_it_has(string trouble)
    {
        var (disk, reason) = await SmallDisk.MountAsync(256);
        Assert.SkipWhen(disk is null, reason);
        await using var mounted = disk;
        using var folder = await ReleaseFolder.CreateAsync();
        folder.WritePolicy("dev", "deployer", new JsonObject { ["kind"] = "directory", ["path"] = Path.Combine(disk.Path, "target") });
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded(); // packages and target are on two file systems
        var filler = Path.Combine(disk.Path, "filler");
        await SpoilAsync(trouble, disk.Path, filler);

        var failed = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.1.0");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains(trouble, failed.Output + failed.Error, StringComparison.Ordinal);
        Assert.Contains("Acme.A\",\"version\":\"1.0.0\"", Compact(Path.Combine(disk.Path, "target", "current.json")), StringComparison.Ordinal);
        (await folder.RunAsync("ledger", "verify", "dev")).Succeeded();
        await MendAsync(trouble, disk.Path, filler);
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.1.0")).Succeeded();
        Assert.Contains("Acme.A\",\"version\":\"1.1.0\"", Compact(Path.Combine(disk.Path, "target", "current.json")), StringComparison.Ordinal);
        (await folder.RunAsync("env", "status", "dev", "--check")).Succeeded();
    }

    [Fact]
    public async Task Feed_that_fails_stops_a_promotion_before_it_begins()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        await using var server = await NuGetServer.StartAsync(folder["feed"]);
        folder.Write("nuget.config", server.NuGetConfig());
        server.Break(new Fault(".nupkg") { Status = 503 });

        var failed = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("503", failed.Output + failed.Error, StringComparison.Ordinal);
        Assert.Equal("dev: nothing runs\n", (await folder.RunAsync("status", "dev")).Succeeded().Output);
        server.Mend();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0")).Succeeded();
        Assert.Equal(["Acme.A 1.1.0", "Acme.B 1.0.0"], folder.Running("dev"));
    }

    [Fact]
    public async Task Package_that_has_other_bytes_now_goes_no_further()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        Directory.Delete(folder["packages"], recursive: true);
        TestPackage.Module("Acme.A", "1.0.0").WithFile("lib/more.txt", "not what was good in dev").WriteTo(folder["feed"]);

        var refused = await folder.RunAsync("promote", "dev", "staging");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Acme.A 1.0.0", refused.Output, StringComparison.Ordinal);
        Assert.Equal("staging: nothing runs\n", (await folder.RunAsync("status", "staging")).Succeeded().Output);
    }

    [Fact]
    public async Task Policy_that_is_edited_while_an_operation_waits_judges_what_comes()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        folder.WritePolicy("staging", "gates", new JsonObject { ["soak"] = "1h" });
        Assert.Equal(4, (await folder.RunAsync("promote", "dev", "staging")).ExitCode);
        folder.WritePolicy("staging", "gates", new JsonObject { ["sbom"] = true });

        var resumed = await folder.RunAsync("resume", "staging");

        Assert.Equal(1, resumed.ExitCode);
        Assert.Contains("error MB6020: Gate 'sbom' refuses", resumed.Output, StringComparison.Ordinal);
        Assert.Equal("staging: nothing runs\n", (await folder.RunAsync("status", "staging")).Succeeded().Output);
    }

    [Fact]
    public async Task Who_asks_for_another_set_while_an_operation_waits_waits_as_well_and_then_finishes_both()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        folder.WritePolicy("dev", "freeze", new JsonArray(new JsonObject { ["from"] = "2026-01-01T00:00+00:00", ["until"] = "2099-01-01T00:00+00:00", ["reason"] = "a test" }));
        Assert.Equal(4, (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).ExitCode);

        var early = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.1.0", "--json");
        folder.WritePolicy("dev", "freeze", new JsonArray());
        var late = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.1.0");

        Assert.Equal(4, early.ExitCode);
        Assert.Contains("\"outcome\":\"waiting\"", early.Output, StringComparison.Ordinal);
        Assert.Contains("MB6015", early.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"event\":\"began\"", early.Output, StringComparison.Ordinal);
        Assert.Contains("dev runs release 2.", late.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_that_soaks_gives_way_where_what_it_came_from_has_moved_on()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        folder.WritePolicy("staging", "gates", new JsonObject { ["soak"] = "1h" });
        Assert.Equal(4, (await folder.RunAsync("promote", "dev", "staging")).ExitCode);
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.1.0")).Succeeded();

        var newer = await folder.RunAsync("promote", "dev", "staging", "--json");
        folder.WritePolicy("staging", "gates", new JsonObject { ["soak"] = false });
        var over = await folder.RunAsync("promote", "dev", "staging");

        Assert.Equal(4, newer.ExitCode);
        Assert.Contains("\"event\":\"began\"", newer.Output, StringComparison.Ordinal);
        Assert.Contains("staging runs release 1.", over.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(folder.Running("dev"), folder.Running("staging"));
    }

    [Fact]
    public async Task Set_that_cannot_be_is_explained_and_nothing_is_written()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        var before = await StoreTipsAsync(folder);

        var refused = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0", "--module", "Acme.A@2.0.0");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Acme.B 1.0.0", refused.Output + refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await StoreTipsAsync(folder));
    }

    [Fact]
    public async Task Two_environments_are_promoted_at_once()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("env", "add", "other", "--from", "dev", "--path", "../run/other", "--security-level", "low")).Succeeded();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0")).Succeeded();

        var runs = await Task.WhenAll(folder.RunAsync("promote", "dev", "staging"), folder.RunAsync("promote", "dev", "other"));

        Assert.All(runs, run => run.Succeeded());
        Assert.Equal(folder.Running("dev"), folder.Running("staging"));
        Assert.Equal(folder.Running("dev"), folder.Running("other"));
        (await folder.RunAsync("ledger", "verify")).Succeeded();
    }

    [Fact]
    public async Task Who_waits_behind_an_operation_that_waits_goes_on_with_it_and_tells_a_plan_once()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        Freeze(folder, DateTimeOffset.UtcNow.AddDays(1));
        Assert.Equal(4, (await folder.RunAsync("promote", "dev", "staging")).ExitCode);
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0")).Succeeded();
        Freeze(folder, DateTimeOffset.UtcNow.AddSeconds(6));

        var runs = await Task.WhenAll(folder.RunAsync("promote", "dev", "staging", "--wait"), folder.RunAsync("resume", "staging", "--wait"));

        Assert.All(runs, run => run.Succeeded());
        Assert.Equal(["Acme.A 1.0.0", "Acme.B 1.0.0"], folder.Running("staging"));
        Assert.InRange(runs[0].Output.Split("staging: promote from dev").Length - 1, 1, 2);
    }

    private static void Freeze(ReleaseFolder folder, DateTimeOffset until)
    {
        var end = until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        folder.WritePolicy("staging", "freeze", new JsonArray(new JsonObject { ["from"] = "2026-01-01T00:00:00Z", ["until"] = end, ["reason"] = "a test" }));
    }

    private static async Task SpoilAsync(string trouble, string disk, string filler)
    {
        if (trouble.StartsWith("Read-only", StringComparison.Ordinal))
        {
            await RemountAsync("ro", disk);
            return;
        }

        try
        {
            await File.WriteAllBytesAsync(filler, new byte[512 << 10]);
        }
        catch (IOException)
        {
            // now it is full
        }
    }

    private static async Task MendAsync(string trouble, string disk, string filler)
    {
        if (trouble.StartsWith("Read-only", StringComparison.Ordinal))
        {
            await RemountAsync("rw", disk);
        }

        File.Delete(filler);
    }

    private static async Task RemountAsync(string how, string disk) =>
        (await ChildProcess.RunAsync("mount", ["-o", $"remount,{how}", disk], "/")).Succeeded();

    private static async Task<string> StoreTipsAsync(ReleaseFolder folder) =>
        (await ChildProcess.RunAsync("git", ["for-each-ref"], folder.Store)).Succeeded().Output;

    private static string Compact(string file) => JsonNode.Parse(File.ReadAllBytes(file))!.ToJsonString();
}
