using System.Text.Json.Nodes;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Compatibility;

/// <summary>Builds against the version of the module that is in the feed: public API (MB3006) and capabilities (MB2005).</summary>
public sealed class LastReleaseTests
{
    private const string Exporter = "namespace Acme.Exports; public interface IOrderExporter { void Export(); void Keep(); }";

    [Fact]
    public async Task A_removed_member_needs_a_major_version_and_an_added_one_a_minor_version()
    {
        using var work = await CreateAsync("Acme.Exports");
        work.Write("Acme.Exports/Exporter.cs", Exporter);
        await ReleaseAsync(work, "Acme.Exports");

        SetVersion(work, "Acme.Exports", "1.2.1");
        var same = await BuildAsync(work, "Acme.Exports");
        work.Write("Acme.Exports/Exporter.cs", Exporter + " public class Fresh { }");
        var added = await BuildAsync(work, "Acme.Exports");
        work.Write("Acme.Exports/Exporter.cs", Exporter.Replace("void Export(); ", string.Empty, StringComparison.Ordinal) + " public class Fresh { }");
        SetVersion(work, "Acme.Exports", "1.3.0");
        var removed = await BuildAsync(work, "Acme.Exports");
        var report = JsonNode.Parse(await File.ReadAllTextAsync(work["Acme.Exports/obj/Debug/net10.0/modulebuild/compatibility.json"], TestContext.Current.CancellationToken))!;
        var sarif = await File.ReadAllTextAsync(work["Acme.Exports/obj/Debug/net10.0/modulebuild/compare.json"], TestContext.Current.CancellationToken);
        work.Write("modulebuild.json", """
            { "security": { "exceptions": [{ "code": "MB3006", "subject": "1.2.0", "reason": "Nobody used it.", "expires": "9999-01-01" }] } }
            """);
        var excepted = await BuildAsync(work, "Acme.Exports");
        var accepted = await File.ReadAllTextAsync(work["Acme.Exports/obj/Debug/net10.0/modulebuild/findings.sarif"], TestContext.Current.CancellationToken);
        work.Write("modulebuild.json", "{}");
        SetVersion(work, "Acme.Exports", "2.0.0-beta.1");
        var raised = await BuildAsync(work, "Acme.Exports");

        Assert.True(same.Succeeded, same.Log);
        Assert.Equal(["error MB3006 module.json(1,1)"], added.Short);
        Assert.Equal("Public API: Acme.Exports.Fresh added since 1.2.0; the version must be 1.3.0, is 1.2.1.", added.Messages[0].Message);
        Assert.Equal(["error MB3006 module.json(1,1)"], removed.Short);
        Assert.Equal("Public API: Acme.Exports.IOrderExporter.Export() removed since 1.2.0; the version must be 2.0.0, is 1.3.0.", removed.Messages[0].Message);
        Assert.Equal(("1.2.0", "2.0.0"), ((string?)report["api"]!["lastVersion"], (string?)report["api"]!["versionNeeded"]));
        Assert.Contains("CP0002  Acme.Exports.IOrderExporter.Export()  removed", sarif, StringComparison.Ordinal);
        Assert.True(excepted.Succeeded, excepted.Log);
        Assert.Contains("Nobody used it. (until 9999-01-01)", accepted, StringComparison.Ordinal);
        Assert.True(raised.Succeeded, raised.Log);
    }

    [Fact]
    public async Task A_capability_that_the_release_did_not_have_is_told_until_it_is_accepted()
    {
        using var work = await CreateAsync("Acme.Reach", "<ProjectReference Include=\"../Acme.Git/Acme.Git.csproj\" />");
        work.Write("Acme.Reach/Importer.cs", "namespace Acme.Reach; public sealed class Importer { public void Run() => new Acme.Git.Client().Fetch(); }");
        work.Write("Acme.Git/Acme.Git.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """);
        work.Write("Acme.Git/Client.cs", "namespace Acme.Git; public class Client { public void Fetch() { } }");
        var evidence = await ReleaseAsync(work, "Acme.Reach");

        SetVersion(work, "Acme.Reach", "1.3.0");
        work.Write("Acme.Git/Client.cs", "namespace Acme.Git; public class Client { public void Fetch() => System.Diagnostics.Process.Start(\"git\"); }");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(work["Acme.Reach/module.json"], TestContext.Current.CancellationToken))!;
        manifest["permissions"] = new JsonObject { ["required"] = new JsonArray("process:start:git") };
        work.Write("Acme.Reach/module.json", manifest.ToJsonString(new() { WriteIndented = true }));
        var unaccepted = await BuildAsync(work, "Acme.Reach");
        work.Write("Acme.Reach/capabilities.accepted.json",
            """{ "formatVersion": 1, "version": "1.3.0", "capabilities": [{ "capability": "process:start:git", "package": "Acme.Git" }] }""");
        var accepted = await BuildAsync(work, "Acme.Reach");

        Assert.Contains("\"lastVersion\": null", evidence.Text("module/compatibility.json"), StringComparison.Ordinal);
        Assert.Equal(["MB2005"], unaccepted.Messages.Select(message => message.Code));
        Assert.StartsWith("Acme.Reach 1.3.0 newly reaches 'process:start:git' through Acme.Git; Acme.Reach 1.2.0 did not.", unaccepted.Messages[0].Message, StringComparison.Ordinal);
        Assert.True(accepted.Succeeded, accepted.Log);
    }

    private static async Task<PackedModule> ReleaseAsync(ModuleWorkspace work, string id)
    {
        var pack = await work.Spawned.DotnetAsync(["pack", "-o", work["local"]], work[id]);
        Assert.True(pack.Succeeded, pack.Log);
        return PackedModule.Read(work[$"local/{id}.1.2.0.nupkg"]);
    }

    private static Task<BuildOutcome> BuildAsync(ModuleWorkspace work, string id) => work.InProcess.RunAsync(work[$"{id}/{id}.csproj"], ["Build"]);

    private static void SetVersion(ModuleWorkspace work, string id, string version)
    {
        var project = File.ReadAllText(work[$"{id}/{id}.csproj"]);
        var start = project.IndexOf("<Version>", StringComparison.Ordinal);
        work.Write($"{id}/{id}.csproj", string.Concat(project.AsSpan(0, start), $"<Version>{version}", project.AsSpan(project.IndexOf("</Version>", StringComparison.Ordinal))));
    }

    private static async Task<ModuleWorkspace> CreateAsync(string id, string items = "")
    {
        var work = await ModuleWorkspace.CreateAsync();
        Directory.CreateDirectory(work["local"]);
        work.UseOnlyLocalFeed();
        work.Write("modulebuild.json", "{}");
        work.AddModule(id, items: items);
        return work;
    }
}
