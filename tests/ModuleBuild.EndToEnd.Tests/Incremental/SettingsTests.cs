using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Incremental;

/// <summary>A build is judged by its own settings, whatever an earlier one was told.</summary>
public sealed class SettingsTests
{
    [Fact]
    public async Task What_a_switch_left_out_the_next_build_without_it_does()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule();
        File.WriteAllText(
            work["Acme.Orders/module.json"],
            File.ReadAllText(work["Acme.Orders/module.json"]).Replace("Acme.Orders.Entry", "Acme.Orders.Enter", StringComparison.Ordinal));

        var lenient = await work.InProcess.RunAsync(project, ["Build"], new Dictionary<string, string>
        {
            ["ModuleBuildValidate"] = "false",
            ["ModuleBuildSbom"] = "false",
        });
        var strict = await work.InProcess.RunAsync(project, ["Build"], restore: false);

        Assert.True(lenient.Succeeded, lenient.Log);
        Assert.DoesNotContain("Acme.Orders.cdx.json", work.RecordsOf("Acme.Orders"));
        Assert.False(strict.Succeeded);
        Assert.Equal("MB1001", Assert.Single(strict.Messages).Code);
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_is_accepted_by_no_baseline()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule();
        Assert.True((await work.InProcess.RunAsync(project, ["Build"])).Succeeded);
        work.Write("Acme.Orders/module.json", "[");
        work.Write("Acme.Orders/modulebuild.baseline.json", """
            { "version": 1, "accepted": [ { "code": "MB0002", "file": "module.json", "subject": "" } ] }
            """);

        var build = await work.InProcess.RunAsync(project, ["Build"], restore: false);

        Assert.False(build.Succeeded);
        Assert.Equal("MB0002", Assert.Single(build.Messages).Code);
    }
}
