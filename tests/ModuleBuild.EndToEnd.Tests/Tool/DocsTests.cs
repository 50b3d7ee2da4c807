using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Tool;

/// <summary>The tool writes pages, the build compares them.</summary>
public sealed class DocsTests
{
    [Fact]
    public async Task What_the_tool_writes_the_build_accepts_until_the_manifest_says_something_else()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        using var tool = await InstalledTool.CreateAsync();
        var project = work.AddModule(properties: "<TargetFrameworks>net10.0;net9.0</TargetFrameworks>");
        work.Write("modulebuild.json", "{}");
        work.Write("Acme.Orders/README.md", "# Orders\r\n\r\n<!-- BEGIN_MODULE_DOCS -->\r\n<!-- END_MODULE_DOCS -->\r\n\r\nMine.\r\n");
        Assert.True((await work.Spawned.DotnetAsync(["restore"], work["Acme.Orders"])).Succeeded);

        var before = await tool.RunAsync(work.Path, "docs", "Acme.Orders", "--check");
        var docs = await tool.RunAsync(work.Path, "docs", "Acme.Orders");
        var clean = await work.InProcess.RunAsync(project, ["Build"]);
        File.WriteAllText(
            work["Acme.Orders/module.json"],
            File.ReadAllText(work["Acme.Orders/module.json"]).Replace("keeps them at hand", "keeps them near", StringComparison.Ordinal));
        var desk = await work.InProcess.RunAsync(project, ["Build"], new Dictionary<string, string> { ["TargetFramework"] = "net10.0" });
        var server = await work.Spawned.DotnetAsync(["build", "-f", "net10.0", "-p:ContinuousIntegrationBuild=true"], work["Acme.Orders"]);

        Assert.Equal(1, before.ExitCode);
        Assert.Contains("MB4001", before.Output, StringComparison.Ordinal);
        Assert.True(docs.ExitCode == 0, docs.Output + docs.Error);
        var readme = await File.ReadAllTextAsync(work["Acme.Orders/README.md"], TestContext.Current.CancellationToken);
        Assert.StartsWith("# Orders\r\n\r\n<!-- BEGIN_MODULE_DOCS -->\r\n", readme, StringComparison.Ordinal);
        Assert.EndsWith("<!-- END_MODULE_DOCS -->\r\n\r\nMine.\r\n", readme, StringComparison.Ordinal);
        Assert.Contains("```mermaid", readme, StringComparison.Ordinal);
        Assert.True(File.Exists(work["docs/modules/Acme.Orders.md"]));
        Assert.True(clean.Succeeded, clean.Log);
        Assert.Empty(clean.Messages);
        Assert.True(desk.Succeeded);
        Assert.Equal(["warning MB4001", "warning MB4001"], desk.Messages.Select(message => $"{message.Severity} {message.Code}"));
        Assert.False(server.Succeeded);
        Assert.Equal(["error MB4001", "error MB4001"], server.Messages.Select(message => $"{message.Severity} {message.Code}"));
    }
}
