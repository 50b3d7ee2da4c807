using System.Text.Json;
using ModuleBuild.Testing;
using ModuleBuild.Testing.Node;

namespace ModuleBuild.Cli.Tests.Reporting;

/// <summary><c>modulebuild report</c>, on logs of real builds.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task What_two_frameworks_raise_is_told_once_and_their_records_together()
    {
        using var build = await LoggedBuild.RunAsync();

        var run = await CommandRun.InAsync(build.Workspace, "report", "msbuild.binlog");

        Assert.Equal(
            new ProcessResult(0, """
                workspace/Orders/Entry.cs(3,5): warning CS0168: The variable is never used
                workspace/Orders/module.json(7,3): warning MB2004: It covers everything.
                Acme.Orders 1.2.0: score 81 of 100 (minimum 70), 1 capability (1 new since 1.1.0), 0 vulnerabilities, 2 packages
                The build succeeded: 1 module, 0 errors, 2 warnings.

                """, ""), run);
    }

    [Fact]
    public async Task The_object_for_programs_says_what_is_new_since_the_last_release()
    {
        using var build = await LoggedBuild.RunAsync();

        var run = await CommandRun.InAsync(build.Workspace, "report", "msbuild.binlog", "--json", "--workspace", ".");

        using var json = JsonDocument.Parse(run.Output);
        var module = Assert.Single(json.RootElement.GetProperty("modules").EnumerateArray());
        Assert.Equal("Orders/Orders.proj", module.GetProperty("project").GetString());
        Assert.Equal("Orders/bin/Acme.Orders.1.2.0.nupkg", module.GetProperty("package").GetString());
        Assert.Equal("""["Acme.Catalog"]""", Compact(module.GetProperty("needs")));
        Assert.Equal("""[{"severity":"error","message":"Newer 1.1.0 has a known vulnerability.","accepted":true}]""", Compact(module.GetProperty("vulnerabilities")));
        Assert.Equal(
            """{"version":"1.1.0","newCapabilities":[{"capability":"process:start:x","package":"Acme.Orders"}],"goneCapabilities":[{"capability":"file:read:/tmp","package":"Acme.Orders"}],"components":[{"name":"Gone","from":"1.0.0","to":null},{"name":"New","from":null,"to":"2.0.0"},{"name":"Newer","from":"1.0.0","to":"1.1.0"}]}""",
            Compact(module.GetProperty("lastRelease")));
    }

    [Fact]
    public async Task Records_of_an_earlier_build_do_not_count_where_the_gate_was_not_reached()
    {
        using var build = await LoggedBuild.RunAsync("Broken=true");

        var run = await CommandRun.InAsync(build.Workspace, "report", "msbuild.binlog");

        // What the SDK raises at its own files is about the project.
        Assert.Equal(
            new ProcessResult(1, """
                workspace/Orders/Orders.proj: error NETSDK1045: The SDK is too old.
                Orders : not judged: the build did not come to its gate
                The build failed: 1 module, 1 error, 0 warnings.

                """, ""), run);
    }

    [Fact]
    public async Task A_log_that_ends_early_is_told_as_far_as_it_goes()
    {
        using var build = await LoggedBuild.RunAsync();
        var whole = await File.ReadAllBytesAsync(build.Log, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(build["workspace/cut.binlog"], whole[..(whole.Length / 4)], TestContext.Current.CancellationToken);

        var run = await CommandRun.InAsync(build.Workspace, "report", "cut.binlog", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("cut.binlog: warning MB9011: ", run.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("unfinished", json.RootElement.GetProperty("result").GetString());
    }

    [Theory]
    [InlineData("missing.binlog", "it does not exist.")]
    [InlineData("modulebuild.json", "it is no binary log of MSBuild, or is damaged.")]
    [InlineData(".", "it is a folder.")]
    public async Task What_is_no_log_is_refused(string file, string reason)
    {
        using var folder = new TemporaryFolder("work");
        folder.Write("modulebuild.json", "{}");

        var run = await CommandRun.InAsync(folder.Path, "report", file);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal($"{file}: error MB9010: The build log cannot be used: {reason} Build with 'dotnet build -bl', and name the file that it writes.\n", run.Error);
    }

    [Fact]
    public async Task One_sarif_log_tells_all_from_the_root_of_the_repository()
    {
        using var build = await LoggedBuild.RunAsync();

        await CommandRun.InAsync(build.Workspace, "report", "msbuild.binlog", "--sarif", "all.sarif", "--category", "ci");

        Assert.Empty(await SarifValidator.FindErrorsAsync([build["workspace/all.sarif"]]));
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(build["workspace/all.sarif"], TestContext.Current.CancellationToken));
        var runs = json.RootElement.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(["modulebuild/workspace/Orders/Orders.proj/ True", "ci/ True"], runs.Select(CategoryOf));
        Assert.Equal(0, runs[1].GetProperty("results").GetArrayLength());
        Assert.Equal(
            ["MB2007 workspace/Orders/Orders.proj 1 1", "MB2004 workspace/Orders/module.json 0 7", "CS0168 workspace/Orders/Entry.cs 0 3"],
            runs[0].GetProperty("results").EnumerateArray().Select(result =>
            {
                var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
                return $"{result.GetProperty("ruleId").GetString()} {place.GetProperty("artifactLocation").GetProperty("uri").GetString()} {result.GetProperty("suppressions").GetArrayLength()} {place.GetProperty("region").GetProperty("startLine").GetInt32()}";
            }));
    }

    [Fact]
    public async Task A_module_that_did_not_come_to_its_gate_is_not_complete_in_the_sarif_log()
    {
        using var build = await LoggedBuild.RunAsync("Broken=true");

        await CommandRun.InAsync(build.Workspace, "report", "msbuild.binlog", "--sarif", "all.sarif", "--partial");

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(build["workspace/all.sarif"], TestContext.Current.CancellationToken));
        Assert.Equal(["modulebuild/workspace/Orders/Orders.proj/ False", "modulebuild/ False"], json.RootElement.GetProperty("runs").EnumerateArray().Select(CategoryOf));
    }

    private static string CategoryOf(JsonElement run) =>
        $"{run.GetProperty("automationDetails").GetProperty("id").GetString()} {run.GetProperty("properties").GetProperty("complete").GetBoolean()}";

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
