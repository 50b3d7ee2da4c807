using System.Text.Json.Nodes;
using ModuleBuild.Testing;
using ModuleBuild.Testing.Node;

namespace ModuleBuild.EndToEnd.Tests.Security;

public sealed class SourceRulesTests
{
    private const string Records = "Acme.Orders/obj/Debug/net10.0/modulebuild/";

    [Fact]
    public async Task Broken_hash_fails_the_compiler_until_the_project_says_what_it_thinks_of_it()
    {
        using var work = await CreateAsync("public static class Etag { public static byte[] Of(byte[] text) => System.Security.Cryptography.MD5.HashData(text); }");
        var project = work["Acme.Orders/Acme.Orders.csproj"];

        var refused = await work.InProcess.RunAsync(project, ["Build"]);
        work.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CA5351.severity = warning\n");
        var lowered = await work.InProcess.RunAsync(project, ["Build"], restore: false);
        var score = JsonNode.Parse(File.ReadAllText(work[Records + "security.json"]))!;
        work.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CA5351.severity = none\n");
        var silent = await work.InProcess.RunAsync(project, ["Build"], restore: false);

        Assert.Equal([("CA5351", "Etag.cs")], refused.Messages.Select(message => (message.Code, Path.GetFileName(message.File))));
        Assert.False(refused.Succeeded, refused.Log);
        Assert.True(lowered.Succeeded, lowered.Log);
        Assert.Equal(["CA5351"], lowered.Messages.Select(message => message.Code));
        Assert.Equal([("source rules", 4), ("not looked at", 5)], score["lost"]!.AsArray().Select(lost => ((string)lost!["code"]!, (int)lost["points"]!)).OrderBy(lost => lost.Item2));
        Assert.Empty(silent.Messages);
    }

    [Fact]
    public async Task Suppression_with_a_reason_stands_in_the_packed_log_which_code_scanning_takes()
    {
        using var work = await CreateAsync("""
            public static class Etag
            {
                [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "A name, no protection.")]
                public static byte[] Of(byte[] text) => System.Security.Cryptography.MD5.HashData(text);
            }
            """);

        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);

        Assert.True(pack.Succeeded, pack.Log);
        var package = PackedModule.Read(Assert.Single(Directory.GetFiles(work["Acme.Orders/bin/Release"], "*.nupkg")));
        var text = package.Text("module/findings.sarif");
        var run = JsonNode.Parse(text)!["runs"]![1]!;
        var result = Assert.Single(run["results"]!.AsArray())!;
        Assert.Equal(("CA5351", "A name, no protection."), ((string?)result["ruleId"], (string?)result["suppressions"]![0]!["justification"]));
        Assert.Equal("Acme.Orders/Etag.cs", (string?)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
        Assert.Contains("CA2100", run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => (string?)rule!["id"]));
        Assert.DoesNotContain("CA5390", run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => (string?)rule!["id"])); // on a server only
        Assert.DoesNotContain(work.Path, text, StringComparison.Ordinal);
        Assert.Empty(await SarifValidator.FindErrorsAsync([work.Write("findings.sarif", text)]));
    }

    [Fact]
    public async Task Without_analyzers_the_score_says_that_nobody_looked()
    {
        using var work = await CreateAsync(string.Empty);

        var build = await work.InProcess.RunAsync(work["Acme.Orders/Acme.Orders.csproj"], ["Build"], new Dictionary<string, string> { ["RunAnalyzers"] = "false" });

        Assert.True(build.Succeeded, build.Log);
        Assert.Contains("leave the SDK's analyzers on", File.ReadAllText(work[Records + "security.json"]), StringComparison.Ordinal);
    }

    private static async Task<ModuleWorkspace> CreateAsync(string source)
    {
        var work = await ModuleWorkspace.CreateAsync();
        work.Write("modulebuild.json", "{}");
        work.AddModule();
        work.Write("Acme.Orders/Etag.cs", "namespace Acme.Orders;\n" + source);
        return work;
    }
}
