using System.Text.Json;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary>That the document is the package's, byte for byte, is held by the end-to-end tests.</summary>
public sealed class SbomTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("sbom");

    public SbomTests()
    {
        _folder.Write("Directory.Build.props", "<Project />");
        _folder.Write("Directory.Build.targets", "<Project />");
        _folder.Write("Acme.Orders/module.json", Manifests.Clean);
        _folder.Write("Acme.Orders/Orders.cs", "namespace Acme.Orders;\npublic sealed class Orders;\n");
        _folder.Write("Acme.Orders/Acme.Orders.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Version>1.2.0</Version>
              </PropertyGroup>
            </Project>
            """);
    }

    [Fact]
    public async Task A_built_module_has_one_on_standard_output_or_in_a_file_and_findings_stand_apart()
    {
        await DotnetAsync("build", "-c", "Debug", "--nologo", "-v", "q");

        var print = await CommandRun.InAsync(_folder["Acme.Orders"], "sbom", "-c", "Debug");
        var write = await CommandRun.InAsync(_folder.Path, "sbom", "Acme.Orders", "-c", "Debug", "-o", "out/acme.cdx.json");

        Assert.True(print.ExitCode == 0, print.Output + print.Error);
        using var document = JsonDocument.Parse(print.Output);
        Assert.Equal("CycloneDX", document.RootElement.GetProperty("bomFormat").GetString());
        Assert.Equal("Acme.Orders", document.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("name").GetString());
        Assert.Contains(": note MB9006: ", print.Error, StringComparison.Ordinal);
        Assert.Equal(0, write.ExitCode);
        Assert.Equal(print.Output, await File.ReadAllTextAsync(_folder["out/acme.cdx.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_module_that_was_not_restored_has_none()
    {
        var run = await CommandRun.InAsync(_folder["Acme.Orders"], "sbom");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("error MB9004: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_was_restored_and_not_built_has_none()
    {
        await DotnetAsync("restore");

        var run = await CommandRun.InAsync(_folder["Acme.Orders"], "sbom");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(": error MB", run.Error, StringComparison.Ordinal);
        Assert.Contains("Acme.Orders.dll", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_with_errors_has_none()
    {
        _folder.Write("Acme.Orders/module.json", Manifests.Misspelt);

        var run = await CommandRun.InAsync(_folder.Path, "sbom", "Acme.Orders", "-o", "acme.cdx.json");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal($"Acme.Orders/module.json(3,3): error MB0004: {Manifests.MisspeltMessage}\n", run.Output.Replace('\\', '/'));
        Assert.False(File.Exists(_folder["acme.cdx.json"]));
    }

    [Theory]
    [InlineData("nowhere", "'nowhere' does not exist. Give a project, or a folder that holds one.\n")]
    [InlineData(".", "There is no project in '.'. Give the project, or the folder that holds it.\n")]
    [InlineData("Acme.Orders/module.json", "'Acme.Orders/module.json' is not a project. Give a .csproj, .fsproj or .vbproj.\n")]
    public async Task What_is_no_project_is_a_wrong_call(string path, string error) =>
        Assert.Equal(new ProcessResult(2, "", error), await CommandRun.InAsync(_folder.Path, "sbom", path));

    public void Dispose() => _folder.Dispose();

    private async Task DotnetAsync(params string[] arguments) =>
        (await ChildProcess.RunAsync("dotnet", arguments, _folder["Acme.Orders"])).Succeeded();
}
