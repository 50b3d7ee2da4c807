using System.Text;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class ValidateProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("projekt ö");

    public ValidateProjectTests()
    {
        _folder.Write("Directory.Build.props", "<Project />");
        _folder.Write("Directory.Build.targets", "<Project />");
        _folder.Write("Directory.Packages.props", "<Project />");
    }

    [Fact]
    public async Task A_project_is_compared_with_its_manifest_without_restore_or_build()
    {
        AddProject("Acme.Orders", "<Version>1.3.0</Version>");
        _folder.Write("Acme.Orders/module.json", With("\"id\": \"Acme.Order\", \"version\": \"1.2.0\","));

        var run = await CommandRun.InAsync(_folder.Path, "validate", "Acme.Orders/Acme.Orders.csproj");

        Assert.Equal(
            """
            Acme.Orders/module.json(2,9): error MB0008: Id 'Acme.Order' differs from the PackageId 'Acme.Orders' of Acme.Orders.csproj. Delete 'id' here (MSBuild is the source), or make them equal.
            Acme.Orders/module.json(2,34): error MB0010: Version 1.2.0 differs from the project's version 1.3.0. Delete 'version' here: MSBuild is the source.
            """,
            string.Join('\n', run.Output.Replace('\\', '/').Split('\n')[..2]));
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.False(Directory.Exists(_folder["Acme.Orders/obj"]));
    }

    [Fact]
    public async Task The_same_manifest_by_itself_is_not_compared()
    {
        AddProject("Acme.Orders", "<Version>1.3.0</Version>");
        _folder.Write("Acme.Orders/module.json", With("\"id\": \"Acme.Order\", \"version\": \"1.2.0\","));

        Assert.Equal(new ProcessResult(0, "1 manifest: no findings.\n", ""), await CommandRun.InAsync(_folder.Path, "validate"));
    }

    [Fact]
    public async Task Properties_reach_the_evaluation_as_in_a_build()
    {
        AddProject("Acme.Orders");
        _folder.Write("Acme.Orders/module.json", With("\"version\": \"1.2.0\","));

        var same = await CommandRun.InAsync(_folder.Path, "validate", "Acme.Orders/Acme.Orders.csproj", "-p", "Version=1.2.0");
        var other = await CommandRun.InAsync(_folder.Path, "validate", "Acme.Orders/Acme.Orders.csproj", "--property:Version=1.4.0");

        Assert.Equal((0, "1 manifest: no findings.\n"), (same.ExitCode, same.Output));
        Assert.Contains("error MB0010: Version 1.2.0 differs from the project's version 1.4.0.", other.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all.slnx")]
    [InlineData("all.sln")]
    public async Task A_solution_is_validated_with_all_of_its_modules_and_nothing_else(string solution)
    {
        foreach (var id in new[] { "B.Module", "A.Module", "C.Library", "D.Declared" })
        {
            AddProject(id, id == "D.Declared" ? "<ModuleBuildEnabled>true</ModuleBuildEnabled>" : "");
        }

        _folder.Write("A.Module/module.json", Manifests.Misspelt);
        _folder.Write("B.Module/module.json", Manifests.Clean);
        _folder.Write("E.Outside/module.json", Manifests.Misspelt);
        AddSolution(solution, "B.Module", "A.Module", "C.Library", "D.Declared");

        var run = await CommandRun.InAsync(_folder.Path, "validate", solution);

        var lines = run.Output.Replace('\\', '/').Split('\n');
        Assert.Equal($"A.Module/module.json(3,3): error MB0004: {Manifests.MisspeltMessage}", lines[0]);
        Assert.StartsWith("D.Declared/module.json: error MB0001: ", lines[1], StringComparison.Ordinal);
        Assert.Equal("3 manifests: 2 errors.", lines[2]);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_project_that_cannot_be_evaluated_is_told_with_its_place()
    {
        _folder.Write("Acme.Orders/module.json", Manifests.Clean);
        _folder.Write("Acme.Orders/Acme.Orders.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <Import Project=\"nowhere.props\" />\n</Project>\n");

        var run = await CommandRun.InAsync(_folder.Path, "validate", "Acme.Orders/Acme.Orders.csproj");

        Assert.StartsWith("Acme.Orders/Acme.Orders.csproj(2,3): error MB9007: The project cannot be evaluated: ", run.Output.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task What_the_project_says_need_not_stand_in_the_manifest()
    {
        AddProject("Acme.Orders", "<PackageLicenseExpression>MIT</PackageLicenseExpression><RepositoryUrl>https://example.com/acme/orders</RepositoryUrl>");
        _folder.Write("Acme.Orders/module.json", """
            {
              "manifestVersion": 1,
              "name": "Acme Orders",
              "summary": "Imports orders and keeps them at hand.",
              "host": { "Acme.Gateway": "[8.3,9.0)" },
              "entryPoints": [{ "scope": "gateway", "type": "Acme.Orders.Entry" }]
            }
            """);

        Assert.Equal(
            new ProcessResult(0, "1 manifest: no findings.\n", ""), await CommandRun.InAsync(_folder.Path, "validate", "Acme.Orders/Acme.Orders.csproj"));
    }

    [Fact]
    public async Task An_SDK_that_global_json_asks_for_and_nobody_has_is_told()
    {
        AddProject("Acme.Orders");
        _folder.Write("Acme.Orders/module.json", Manifests.Clean);
        _folder.Write("global.json", "{ \"sdk\": { \"version\": \"99.0.100\", \"rollForward\": \"disable\" } }");

        var run = await CommandRun.InAsync(_folder.Path, "validate", "Acme.Orders/Acme.Orders.csproj");

        // What stands before it, on either stream, is said by the host of .NET.
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("No .NET SDK was found that the running .NET ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("look at 'sdk' in global.json if there is one.\n", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string With(string fields) => Manifests.Clean.Replace("\"manifestVersion\"", $"{fields}\n  \"manifestVersion\"", StringComparison.Ordinal);

    private void AddProject(string id, string properties = "") => _folder.Write($"{id}/{id}.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            {properties}
          </PropertyGroup>
        </Project>
        """);

    private void AddSolution(string name, params string[] ids)
    {
        var text = new StringBuilder();
        if (name.EndsWith(".slnx", StringComparison.Ordinal))
        {
            text.Append("<Solution>\n");
            text.AppendJoin('\n', ids.Select(id => $"  <Project Path=\"{id}/{id}.csproj\" />"));
            text.Append("\n</Solution>\n");
        }
        else
        {
            text.Append("\nMicrosoft Visual Studio Solution File, Format Version 12.00\n");
            for (var index = 0; index < ids.Length; index++)
            {
                var guid = $"{{00000000-0000-0000-0000-{index:D12}}}";
                text.Append(System.Globalization.CultureInfo.InvariantCulture,
                    $"Project(\"{{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}}\") = \"{ids[index]}\", \"{ids[index]}\\{ids[index]}.csproj\", \"{guid}\"\nEndProject\n");
            }

            text.Append("Global\nEndGlobal\n");
        }

        _folder.Write(name, text.ToString());
    }
}
