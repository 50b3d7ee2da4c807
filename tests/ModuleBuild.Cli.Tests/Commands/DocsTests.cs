using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class DocsTests : IDisposable
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>";

    private readonly TemporaryFolder _folder = new("docs");

    [Theory]
    [InlineData("")]
    [InlineData("Acme.Orders")]
    [InlineData("Acme.Orders/module.json")]
    [InlineData("Acme.Orders/Acme.Orders.csproj")]
    public async Task Page_of_a_restored_module_is_written_and_then_up_to_date(string path)
    {
        await RestoreModuleAsync();
        string[] arguments = path.Length == 0 ? [] : [path];

        var write = await CommandRun.InAsync(_folder.Path, ["docs", .. arguments]);
        var check = await CommandRun.InAsync(_folder.Path, ["docs", .. arguments, "--check"]);

        Assert.Equal(
            (0, "Wrote Acme.Orders/docs/modules/Acme.Orders.md.\nWrote Acme.Orders/README.md.\n1 module: no findings.\n", ""),
            (write.ExitCode, write.Output.Replace('\\', '/'), write.Error));
        Assert.StartsWith("# Acme Orders", WithoutComment(File.ReadAllText(_folder["Acme.Orders/docs/modules/Acme.Orders.md"])), StringComparison.Ordinal);
        Assert.Equal((0, "1 module: no findings.\n", ""), (check.ExitCode, check.Output, check.Error));
    }

    [Fact]
    public async Task Check_fails_for_a_page_that_was_edited_and_leaves_it()
    {
        await RestoreModuleAsync();
        await CommandRun.InAsync(_folder.Path, "docs");
        var page = _folder["Acme.Orders/docs/modules/Acme.Orders.md"];
        var edited = File.ReadAllText(page).Replace("# Acme Orders", "# Orders", StringComparison.Ordinal);
        File.WriteAllText(page, edited);

        var check = await CommandRun.InAsync(_folder.Path, "docs", "--check");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("error MB4001: Acme.Orders.md is out of date (+1 -1 lines). Run 'modulebuild docs'.", check.Output, StringComparison.Ordinal);
        Assert.Equal(edited, File.ReadAllText(page));
    }

    [Fact]
    public async Task Manifest_without_a_project_is_a_wrong_call()
    {
        _folder.Write("Acme.Orders/module.json", Manifests.Clean);

        var run = await CommandRun.InAsync(_folder.Path, "docs");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no project in ", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task RestoreModuleAsync()
    {
        _folder.Write("Acme.Orders/module.json", Manifests.Clean);
        _folder.Write("Acme.Orders/Acme.Orders.csproj", Project);
        _folder.Write("Acme.Orders/README.md", "<!-- BEGIN_MODULE_DOCS -->\n<!-- END_MODULE_DOCS -->\n");
        (await ChildProcess.RunAsync("dotnet", ["restore"], _folder["Acme.Orders"])).Succeeded();
    }

    private static string WithoutComment(string page) => page[(page.IndexOf("-->", StringComparison.Ordinal) + 3)..].TrimStart();
}
