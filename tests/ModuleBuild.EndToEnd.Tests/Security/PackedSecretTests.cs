using System.Text.Json.Nodes;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Security;

/// <summary>Secrets in what is packed: in files that the build knows, and in those that only pack makes.</summary>
public sealed class PackedSecretTests
{
    // Put together here, so that nobody who looks for secrets finds one in this file.
    private static readonly string Secret = "sk_" + "live_" + "a8Fk2LmQ9xTz4VbN7cRw3YhP";

    private static readonly string Settings = $$"""
        {
          "Payment": "{{Secret}}"
        }
        """;

    [Fact]
    public async Task Secret_in_a_packed_file_fails_the_build_at_its_line_and_an_exception_lets_it_through()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.Write("modulebuild.json", "{}");
        var project = work.AddModule(items: """<Content Include="appsettings.json" />""");
        work.Write("Acme.Orders/appsettings.json", "{}");
        var clean = await work.InProcess.RunAsync(project, ["Build"]);

        work.Write("Acme.Orders/appsettings.json", Settings);
        var planted = await work.InProcess.RunAsync(project, ["Build"], restore: false);
        var again = await work.InProcess.RunAsync(project, ["Build"], restore: false);
        work.Write("modulebuild.json", """
            { "security": { "exceptions": [{ "code": "MB2009", "subject": "contentFiles*", "reason": "It is void since May.", "expires": "9999-01-01" },
                                           { "code": "MB2009", "subject": "content/*", "reason": "It is void since May.", "expires": "9999-01-01" }] } }
            """);
        var excepted = await work.InProcess.RunAsync(project, ["Build"], restore: false);

        Assert.True(clean.Succeeded, clean.Log);
        Assert.Empty(clean.Messages);
        Assert.Equal(["error MB2009 appsettings.json(2,15)", "error MB2017 module.json(1,1)"], planted.Short);
        Assert.DoesNotContain(Secret[..6], planted.Log, StringComparison.Ordinal);
        Assert.Equal(planted.Short, again.Short);
        Assert.True(excepted.Succeeded, excepted.Log);
        var sarif = JsonNode.Parse(await File.ReadAllTextAsync(work["Acme.Orders/obj/Debug/net10.0/modulebuild/findings.sarif"], TestContext.Current.CancellationToken))!;
        var result = Assert.Single(sarif["runs"]![0]!["results"]!.AsArray(), result => (string?)result!["ruleId"] == "MB2009")!;
        Assert.Equal("It is void since May. (until 9999-01-01)", (string?)result["suppressions"]![0]!["justification"]);
    }

    [Fact]
    public async Task Secret_in_the_code_fails_the_build_at_its_assembly()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.Write("modulebuild.json", "{}");
        var project = work.AddModule();
        work.Write("Acme.Orders/Keys.cs", $"namespace Acme.Orders; internal static class Keys {{ public const string Payment = \"{Secret}\"; }}");

        var planted = await work.InProcess.RunAsync(project, ["Build"]);

        Assert.Contains(planted.Short, message => message.StartsWith("error MB2009", StringComparison.Ordinal) && message.Contains("Acme.Orders.dll", StringComparison.Ordinal));
        Assert.Contains("in the constant 'Acme.Orders.Keys.Payment'", planted.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_only_pack_knows_is_looked_at_before_it_is_packed()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule(properties: """
            <TargetsForTfmSpecificContentInPackage>$(TargetsForTfmSpecificContentInPackage);AddSettings</TargetsForTfmSpecificContentInPackage>
            """);
        var project = await File.ReadAllTextAsync(work["Acme.Orders/Acme.Orders.csproj"], TestContext.Current.CancellationToken);
        work.Write("Acme.Orders/Acme.Orders.csproj", project.Replace("</Project>", """
              <Target Name="AddSettings">
                <ItemGroup><TfmSpecificPackageFile Include="made.json" PackagePath="settings/" /></ItemGroup>
              </Target>
            </Project>
            """, StringComparison.Ordinal));
        work.Write("Acme.Orders/made.json", Settings);

        var build = await work.Spawned.DotnetAsync(["build", "-c", "Release"], work["Acme.Orders"]);
        var pack = await work.Spawned.DotnetAsync(["pack", "--no-build"], work["Acme.Orders"]);

        Assert.True(build.Succeeded, build.Log);
        Assert.False(pack.Succeeded, pack.Log);
        Assert.Equal(["error MB2009 made.json(2,15)", "error MB2017 module.json(1,1)"], pack.Short);
        Assert.Empty(Directory.GetFiles(work["Acme.Orders/bin/Release"], "*.nupkg"));
    }
}
