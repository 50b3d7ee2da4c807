using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Tool;

/// <summary>From a plain class library to a gated module, with the installed command.</summary>
public sealed class NewModuleTests
{
    [Fact]
    public async Task A_library_becomes_a_module_whose_build_is_clean_and_whose_sbom_is_the_builds()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        using var tool = await InstalledTool.CreateAsync();
        var project = work.AddModule();
        File.Delete(work["Acme.Orders/module.json"]);
        await File.WriteAllTextAsync(
            project,
            string.Join('\n', File.ReadLines(project).Where(line => !line.Contains("\"ModuleBuild\"", StringComparison.Ordinal))),
            TestContext.Current.CancellationToken);

        var init = await tool.RunAsync(
            work["Acme.Orders"], "init", "--host", "Acme.Gateway=[8.3,9.0)", "--scope", "gateway", "--summary", "Imports orders and keeps them at hand.", "--license", "MIT");
        var build = await work.Spawned.DotnetAsync(["build"], work["Acme.Orders"]);
        var sbom = await tool.RunAsync(work["Acme.Orders"], "sbom", "-o", "cli.cdx.json", "--configuration", "Debug");

        Assert.True(init.ExitCode == 0, init.Output + init.Error);
        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
        Assert.True(sbom.ExitCode == 0, sbom.Output + sbom.Error);
        Assert.Equal(
            await File.ReadAllTextAsync(work["Acme.Orders/obj/Debug/net10.0/modulebuild/Acme.Orders.cdx.json"], TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(work["Acme.Orders/cli.cdx.json"], TestContext.Current.CancellationToken));
    }
}
