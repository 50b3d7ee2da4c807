using System.Text.Json.Nodes;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Security;

public sealed class AnalyzeStageTests
{
    [Fact]
    public async Task Library_that_newly_starts_a_program_fails_the_build_with_the_path_until_it_is_declared_and_accepted()
    {
        using var work = await CreateAsync();
        var project = work["Acme.Orders/Acme.Orders.csproj"];

        var clean = await work.InProcess.RunAsync(project, ["Build"]);
        WriteLibrary(work, "System.Diagnostics.Process.Start(\"git\");");
        var undeclared = await work.InProcess.RunAsync(project, ["Build"], restore: false);
        var sarif = await File.ReadAllTextAsync(work["Acme.Orders/obj/Debug/net10.0/modulebuild/findings.sarif"], TestContext.Current.CancellationToken);
        Declare(work, "process:start:git");
        work.Write("Acme.Orders/capabilities.accepted.json", """{ "formatVersion": 1, "version": "1.1.0", "capabilities": [] }""");
        var unaccepted = await work.InProcess.RunAsync(project, ["Build"], restore: false);
        work.Write("Acme.Orders/capabilities.accepted.json",
            """{ "formatVersion": 1, "version": "1.2.0", "capabilities": [{ "capability": "process:start:git", "package": "Acme.Git" }] }""");
        var accepted = await work.InProcess.RunAsync(project, ["Build"], restore: false);
        work.Write("modulebuild.json", """{ "security": { "deny": ["process:start"], "minimumScore": 90 } }""");
        var denied = await work.InProcess.RunAsync(project, ["Build"], new Dictionary<string, string> { ["Touched"] = "1" }, restore: false);

        Assert.True(clean.Succeeded, clean.Log);
        Assert.Empty(clean.Messages);
        Assert.False(undeclared.Succeeded, undeclared.Log);
        Assert.Equal(["MB2010"], undeclared.Messages.Select(message => message.Code));
        Assert.StartsWith("'process:start:git' is reached through Acme.Git, and no permission allows it.", undeclared.Messages[0].Message, StringComparison.Ordinal);
        Assert.Contains("Acme.Git.Client.Fetch()", sarif, StringComparison.Ordinal);
        Assert.Equal(["MB2005"], unaccepted.Messages.Select(message => message.Code));
        Assert.True(accepted.Succeeded, accepted.Log);
        Assert.False(denied.Succeeded, denied.Log);
        Assert.Equal(["MB2018", "MB2017"], denied.Messages.Select(message => message.Code));
    }

    [Fact]
    public async Task Package_carries_what_was_found_and_its_score()
    {
        using var work = await CreateAsync();
        WriteLibrary(work, "System.Diagnostics.Process.Start(\"git\");");
        work.Write("modulebuild.json", """
            { "security": { "exceptions": [{ "code": "MB2010", "subject": "Acme.Git", "reason": "It is on its way out.", "expires": "9999-01-01" }] } }
            """);

        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);

        Assert.True(pack.Succeeded, pack.Log);
        var package = PackedModule.Read(Assert.Single(Directory.GetFiles(work["Acme.Orders/bin/Release"], "*.nupkg")));
        var security = JsonNode.Parse(package.Text("module/security.json"))!;
        Assert.Equal((true, 95, 1), ((bool)security["securityScanPassed"]!, (int)security["score"]!, (int)security["accepted"]!));
        var result = JsonNode.Parse(package.Text("module/findings.sarif"))!["runs"]![0]!["results"]![0]!;
        Assert.Equal("It is on its way out. (until 9999-01-01)", (string?)result["suppressions"]![0]!["justification"]);
        Assert.Equal(
            ["Acme.Orders.Importer.Run()", "Acme.Git.Client.Fetch()"],
            result["codeFlows"]![0]!["threadFlows"]![0]!["locations"]!.AsArray().Take(2).Select(at => (string?)at!["location"]!["logicalLocations"]![0]!["fullyQualifiedName"]));
        Assert.Contains("process:start", package.Text("module/capabilities.json"), StringComparison.Ordinal);
        Assert.DoesNotContain(work.Path, package.Text("module/findings.sarif") + package.Text("module/capabilities.json"), StringComparison.Ordinal);
    }

    private static async Task<ModuleWorkspace> CreateAsync()
    {
        var work = await ModuleWorkspace.CreateAsync();
        work.Write("modulebuild.json", "{}");
        work.AddModule(items: "<ProjectReference Include=\"../Acme.Git/Acme.Git.csproj\" />");
        work.Write("Acme.Orders/Importer.cs", "namespace Acme.Orders; public sealed class Importer { public void Run() => new Acme.Git.Client().Fetch(); }");
        work.Write("Acme.Git/Acme.Git.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """);
        WriteLibrary(work, string.Empty);
        return work;
    }

    private static void WriteLibrary(ModuleWorkspace work, string body) =>
        work.Write("Acme.Git/Client.cs", $"namespace Acme.Git; public class Client {{ public void Fetch() {{ {body} }} }}");

    private static void Declare(ModuleWorkspace work, string permission)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(work["Acme.Orders/module.json"]))!;
        manifest["permissions"] = new JsonObject { ["required"] = new JsonArray(permission) };
        File.WriteAllText(work["Acme.Orders/module.json"], manifest.ToJsonString(new() { WriteIndented = true }));
    }
}
