using System.Text;
using System.Text.Json;
using ModuleBuild.Cli.Tests.Resolution;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary><c>modulebuild update --groups</c>, <c>--group</c> and <c>--status</c>.</summary>
public sealed class UpdateGroupsTests : IDisposable
{
    private readonly SampleWorkspace _work = new();

    [Fact]
    public async Task What_promises_to_fit_comes_together_and_each_breaking_version_by_itself()
    {
        await LockManyAsync();
        var before = _work.Read("module.lock.json");

        var run = await _work.RunAsync("update", "--groups");

        Assert.Equal(
            new ProcessResult(
                0,
                """
                minor-and-patch: 2 changes
                  Acme.Charts 1.0.0 -> 1.1.0
                    new permission: network:access:tiles.example.com
                  Acme.Maps 1.0.0 -> 1.2.0
                major-acme-maps: 1 change
                  Acme.Maps 1.0.0 -> 2.0.0 (may break others)
                    newly can do: network:connect:tiles.example.com
                    public API since 1.2.0: breaking
                left out: Acme.Charts 2.0.0: src/billing asks for 1.*
                left out: Acme.Reports 2.0.0
                2 groups. 'modulebuild update --group minor-and-patch' takes one.

                """,
                ""),
            run);
        Assert.Equal(before, _work.Read("module.lock.json"));
    }

    [Fact]
    public async Task A_group_is_what_it_was_shown_to_be_and_leaves_a_lock_that_is_up_to_date()
    {
        await LockManyAsync();
        var shown = await _work.RunAsync("update", "--groups", "--json", "--proposals", "out");

        var taken = await _work.RunAsync("update", "--group", "minor-and-patch");

        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Equal(0, taken.ExitCode);
        Assert.Equal(_work.Read("out/minor-and-patch/module.lock.json"), _work.Read("module.lock.json"));
        Assert.Contains("\"version\": \"2.0.0\"", _work.Read("out/major-acme-maps/module.lock.json"), StringComparison.Ordinal);
        Assert.Equal(0, (await _work.RunAsync("lock", "--locked")).ExitCode);
        Assert.Equal(0, (await _work.RunAsync("update", "--undo")).ExitCode);
    }

    [Fact]
    public async Task Json_tells_what_a_change_brings()
    {
        await LockManyAsync();

        var run = await _work.RunAsync("update", "--groups", "--json");

        ApprovedFile.Expect("update-groups.json", run.Output.Replace(_work.Path, "WORKSPACE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Groups_of_the_settings_take_all_that_fits_and_come_first()
    {
        await LockManyAsync();
        _work.Write("modulebuild.json", """{ "update": { "groups": { "maps": ["acme.map*"], "other": ["Nothing.*"] } } }""");

        var run = await _work.RunAsync("update", "--groups", "--json");

        using var document = JsonDocument.Parse(run.Output);
        var groups = document.RootElement.GetProperty("groups").EnumerateArray().Select(group =>
            $"{group.GetProperty("key").GetString()}: {string.Join(", ", group.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("id").GetString()} {change.GetProperty("to").GetString()}"))}");
        Assert.Equal(["maps: Acme.Maps 2.0.0", "minor-and-patch: Acme.Charts 1.1.0"], groups);
    }

    [Fact]
    public async Task A_feed_that_cannot_be_asked_makes_the_answer_incomplete()
    {
        await LockManyAsync();

        var run = await _work.RunAsync("update", "--groups", "--json", "--source", _work["feed"], "--source", "http://127.0.0.1:9/v3/index.json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.False(document.RootElement.GetProperty("complete").GetBoolean());
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error MB10", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--groups and --status are different things to do. Give one of them.\n", "--groups", "--status")]
    [InlineData("'update --groups' takes no ids. Groups are written in section 'update' of modulebuild.json.\n", "Acme.Charts", "--groups")]
    [InlineData("--json is for 'update --groups' and 'update --status'.\n", "--json")]
    [InlineData("The lock has no group 'minor-and-patsh'. Did you mean 'minor-and-patch'?\n", "--group", "minor-and-patsh")]
    public async Task What_cannot_be_meant_is_a_mistake_of_usage(string error, params string[] arguments)
    {
        await _work.RunAsync("lock");

        Assert.Equal(new ProcessResult(2, "", error), await _work.RunAsync(["update", .. arguments]));
    }

    [Fact]
    public async Task Status_says_when_updates_were_looked_for_and_the_store_remembers()
    {
        _work.Write("modulebuild.json", """{ "update": { "enabled": true, "checkIntervalHours": 2 } }""");
        var unknown = await _work.RunAsync("update", "--status", "--exit-code");
        await _work.RunAsync("env", "init");
        var never = await _work.RunAsync("update", "--status");

        var recorded = await _work.RunAsync("update", "--record-check");

        var after = await _work.RunAsync("update", "--status", "--exit-code");
        using var json = JsonDocument.Parse((await _work.RunAsync("update", "--status", "--json")).Output);
        Assert.Equal(0, unknown.ExitCode);
        Assert.Matches(@"^Updates are looked for every 2 hours\.\nLast check: not known\. .+\nNext check: now\n$", unknown.Output);
        Assert.Equal(new ProcessResult(0, "Updates are looked for every 2 hours.\nLast check: never\nNext check: now\n", ""), never);
        Assert.Equal(new ProcessResult(0, "", ""), recorded);
        Assert.Equal(1, after.ExitCode);
        Assert.False(json.RootElement.GetProperty("due").GetBoolean());
        Assert.Equal(
            TimeSpan.FromHours(2),
            json.RootElement.GetProperty("nextCheck").GetDateTimeOffset() - json.RootElement.GetProperty("lastCheck").GetDateTimeOffset());
    }

    [Fact]
    public async Task Nothing_is_due_where_nobody_switched_it_on()
    {
        await _work.RunAsync("lock");

        var run = await _work.RunAsync("update", "--status", "--exit-code");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Updates are not looked for by themselves: 'update.enabled' of modulebuild.json is not true.\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("Next check: none\n", run.Output, StringComparison.Ordinal);
    }

    // A third package whose ranges let a breaking version in.
    private async Task LockManyAsync()
    {
        _work.Publish(Maps("1.0.0", "file:read:maps", "process:start"));
        _work.Module("src/maps", """ "Acme.Maps": "1.0" """);
        await _work.RunAsync("lock");
        _work.PublishNewer();
        _work.Publish(TestPackage.Module("Acme.Maps", "1.2.0").WithChangelog());
        _work.Publish(Maps("2.0.0", "file:read:maps", "network:connect:tiles.example.com").WithChangelog().WithEvidence(
            "compatibility.json",
            "compatibility",
            Encoding.UTF8.GetString(CompatibilityReportFile.Write(new CompatibilityReport("Acme.Maps", "2.0.0", "net10.0", Api, [])))));
    }

    private static readonly ApiCompatibility Api = new(
        NuGetVersion.Parse("1.2.0"), null, [new ApiDifference("CP0002", true, "Acme.Maps.IMap.Zoom()", "removed", "M:Acme.Maps.IMap.Zoom")]);

    private static TestPackage Maps(string version, params string[] capabilities)
    {
        var reached = capabilities.Select(text => text.Split(':', 3)).Select(parts => new ReachedCapability(
            new Capability($"{parts[0]}:{parts[1]}", parts.Length > 2 ? parts[2] : null), "Acme.Maps", [new CallStep("A", "B.C()", null, 0)]));
        return TestPackage.Module("Acme.Maps", version).WithEvidence(
            "capabilities.json", "capabilities", Encoding.UTF8.GetString(CapabilityReportFile.Write(new CapabilityReport("Acme.Maps", version, "map", [.. reached], []))));
    }

    public void Dispose() => _work.Dispose();
}
