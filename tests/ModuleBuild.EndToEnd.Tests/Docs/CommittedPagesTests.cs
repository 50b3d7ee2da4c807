using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Docs;

public sealed class CommittedPagesTests
{
    private static readonly Dictionary<string, string> ContinuousIntegration = new() { ["ContinuousIntegrationBuild"] = "true" };

    [Fact]
    public async Task A_page_that_is_up_to_date_is_fine_for_every_target_framework_and_every_version()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule(properties: "<TargetFrameworks>net10.0;net9.0</TargetFrameworks>");
        Assert.Empty((await work.InProcess.RunAsync(project, ["Build"])).Messages);
        var page = await File.ReadAllTextAsync(work["Acme.Orders/obj/Debug/net9.0/modulebuild/Acme.Orders.md"], TestContext.Current.CancellationToken);
        work.Write("Acme.Orders/docs/modules/Acme.Orders.md", page);

        var build = await work.InProcess.RunAsync(project, ["Build"], new Dictionary<string, string>(ContinuousIntegration) { ["Version"] = "9.9.9-ci.1" });

        Assert.Empty(build.Messages);
        Assert.Contains("| Target frameworks | `net10.0`, `net9.0` |", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_out_of_date_warns_at_the_desk_and_fails_in_continuous_integration()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule();
        work.Write("modulebuild.json", "{}");
        work.Write("docs/modules/Acme.Orders.md", "# Old\n");
        work.Write("Acme.Orders/README.md", "# Orders\n\n<!-- BEGIN_MODULE_DOCS -->\nold\n<!-- END_MODULE_DOCS -->\n");

        var desk = await work.InProcess.RunAsync(project, ["Build"]);
        var server = await work.InProcess.RunAsync(project, ["Build"], ContinuousIntegration, restore: false);

        Assert.True(desk.Succeeded, desk.Log);
        Assert.Equal(["warning MB4001 README.md(4,1)", "warning MB4001 Acme.Orders.md(1,1)"], desk.Short);
        Assert.False(server.Succeeded);
        Assert.Equal(["error MB4001 README.md(4,1)", "error MB4001 Acme.Orders.md(1,1)"], server.Short);
        Assert.StartsWith("README.md is out of date (", desk.Messages[0].Message, StringComparison.Ordinal);
        Assert.EndsWith(" lines). Run 'modulebuild docs'.", desk.Messages[0].Message, StringComparison.Ordinal);
        Assert.Equal("# Old\n", await File.ReadAllTextAsync(work["docs/modules/Acme.Orders.md"], TestContext.Current.CancellationToken));
    }
}
