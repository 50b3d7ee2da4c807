using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Tool;

/// <summary>From a plain class library to a gated module, with the installed command.</summary>
public sealed class NewModuleTests
{
    [Fact]
    public async Task A_library_becomes_a_module_whose_package_is_clean_and_whose_sbom_the_tool_gives_too()
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
        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);
        var sbom = await tool.RunAsync(work["Acme.Orders"], "sbom", "-o", "cli.cdx.json");

        Assert.True(init.ExitCode == 0, init.Output + init.Error);
        Assert.True(pack.Succeeded, pack.Log);
        Assert.Empty(pack.Messages);
        Assert.True(sbom.ExitCode == 0, sbom.Output + sbom.Error);
        Assert.Equal(
            PackedModule.Read(work["Acme.Orders/bin/Release/Acme.Orders.1.2.0.nupkg"]).Text("module/Acme.Orders.cdx.json"),
            await File.ReadAllTextAsync(work["Acme.Orders/cli.cdx.json"], TestContext.Current.CancellationToken));
    }
}
