using System.Text.Json.Nodes;
using ModuleBuild.EndToEnd.Tests.Dependencies;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Security;

/// <summary>Known vulnerabilities of what runs with a module, in a build.</summary>
public sealed class AdvisoryTests
{
    private const string Gate = "\"_ModuleBuildGate\"";

    [Fact]
    public async Task Advisory_of_a_package_fails_the_build_until_it_is_excepted_with_a_reason()
    {
        using var work = await CreateAsync();
        var project = work["Acme.Orders/Acme.Orders.csproj"];
        Advise(work, "1.1.0");
        Policy(work, "\"advisories\": [\"osv\"]");

        var vulnerable = await work.InProcess.RunAsync(project, ["Build"]);
        Policy(work, """
            "advisories": ["osv"],
            "exceptions": [{ "code": "MB2007", "subject": "GHSA-2222-3333-4444", "reason": "No text comes from outside.", "expires": "9999-01-01" }]
            """);
        var excepted = await work.InProcess.RunAsync(project, ["Build"], restore: false);
        Advise(work, "1.0.0");
        var mended = await work.InProcess.RunAsync(project, ["Build"], restore: false);

        Assert.False(vulnerable.Succeeded, vulnerable.Log);
        var error = Assert.Single(vulnerable.Messages);
        Assert.Equal("error MB2007 module.json(1,1)", error.ToString());
        Assert.StartsWith("Acme.Text 1.0.0 has a known vulnerability: GHSA-2222-3333-4444 (high). First fixed: 1.1.0. Update it.", error.Message, StringComparison.Ordinal);
        Assert.True(excepted.Succeeded, excepted.Log);
        Assert.Empty(excepted.Messages);
        Assert.True(mended.Succeeded, mended.Log);
    }

    [Fact]
    public async Task What_an_exception_lets_through_is_suppressed_in_the_sarif_of_the_package()
    {
        using var work = await CreateAsync();
        Advise(work, "1.1.0");
        Policy(work, """
            "advisories": ["osv"],
            "exceptions": [{ "code": "MB2007", "subject": "Acme.Text", "reason": "No text comes from outside.", "expires": "9999-01-01" }]
            """);

        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);

        Assert.True(pack.Succeeded, pack.Log);
        var package = PackedModule.Read(Assert.Single(Directory.GetFiles(work["Acme.Orders/bin/Release"], "*.nupkg")));
        var result = Assert.Single(JsonNode.Parse(package.Text("module/findings.sarif"))!["runs"]![0]!["results"]!.AsArray())!;
        Assert.Equal(("MB2007", "No text comes from outside. (until 9999-01-01)"), ((string?)result["ruleId"], (string?)result["suppressions"]![0]!["justification"]));
        var security = JsonNode.Parse(package.Text("module/security.json"))!;
        Assert.Equal((true, 1, "malware"), ((bool)security["securityScanPassed"]!, (int)security["accepted"]!, string.Join(' ', security["notLookedAt"]!.AsArray())));
    }

    [Fact]
    public async Task Source_of_advisories_that_is_down_is_a_warning_and_an_error_where_they_are_demanded()
    {
        using var work = await CreateAsync("""<auditSources><clear /><add key="gone" value="http://127.0.0.1:9/v3/index.json" allowInsecureConnections="true" /></auditSources>""");
        var project = work["Acme.Orders/Acme.Orders.csproj"];

        var warned = await work.InProcess.RunAsync(project, ["Build"]);
        var passed = Passed(work);
        Policy(work, "\"requireAdvisories\": true");
        var demanded = await work.InProcess.RunAsync(project, ["Build"], restore: false);
        Policy(work, "\"severities\": { \"MB2020\": \"note\" }");
        var taken = await work.InProcess.RunAsync(project, ["Build"], restore: false);

        Assert.True(warned.Succeeded, warned.Log);
        Assert.Equal(["warning MB2020 module.json(1,1)"], warned.Short);
        Assert.Contains("'gone' failed: it cannot be reached", warned.Messages[0].Message, StringComparison.Ordinal);
        Assert.False(passed);
        Assert.False(demanded.Succeeded, demanded.Log);
        Assert.Equal(["error MB2020 module.json(1,1)"], demanded.Short);
        Assert.Empty(taken.Messages);
        Assert.True(Passed(work));
    }

    [Fact]
    public async Task Folders_that_know_no_advisories_are_told_in_the_evidence_and_an_error_where_they_are_demanded()
    {
        using var work = await CreateAsync();

        var first = await work.Spawned.DotnetAsync(["build", "-v:n"], work["Acme.Orders"]);
        var second = await work.Spawned.DotnetAsync(["build", "--no-restore", "-v:d"], work["Acme.Orders"]);
        Policy(work, "\"requireAdvisories\": true");
        var demanded = await work.InProcess.RunAsync(work["Acme.Orders/Acme.Orders.csproj"], ["Build"], restore: false);

        Assert.True(first.Succeeded, first.Log);
        Assert.Empty(first.Messages);
        Assert.Contains("Security score of Acme.Orders: 90 of 100; 70 is the minimum. Not looked at: advisories, malware.", first.Log, StringComparison.Ordinal);
        Assert.Contains($"Skipping target {Gate} because all output files are up-to-date", second.Log, StringComparison.Ordinal);
        Assert.Equal(["error MB2020 module.json(1,1)"], demanded.Short);
    }

    [Fact]
    public async Task On_the_next_day_advisories_are_asked_for_once_more()
    {
        using var work = await CreateAsync();
        var first = await work.Spawned.DotnetAsync(["build"], work["Acme.Orders"]);
        Assert.True(first.Succeeded, first.Log);
        work.Write("Acme.Orders/obj/Debug/net10.0/modulebuild/expires.txt", "20200101"); // as an earlier day left it

        var next = await work.Spawned.DotnetAsync(["build", "--no-restore", "-v:d"], work["Acme.Orders"]);
        var after = await work.Spawned.DotnetAsync(["build", "--no-restore", "-v:d"], work["Acme.Orders"]);

        Assert.Contains("AnalyzeModule", next.Log, StringComparison.Ordinal);
        Assert.Contains($"Skipping target {Gate} because all output files are up-to-date", after.Log, StringComparison.Ordinal);
    }

    private static async Task<ModuleWorkspace> CreateAsync(string more = "")
    {
        var work = await ModuleWorkspace.CreateAsync();
        AcmePackages.WriteTo(work["local"]);
        work.UseOnlyLocalFeed(more);
        work.Write("modulebuild.json", "{}");
        work.AddModule(properties: "<NuGetAudit>false</NuGetAudit>", items: """<PackageReference Include="Acme.Text" Version="1.0.0" />""");
        return work;
    }

    private static void Policy(ModuleWorkspace work, string fields) => work.Write("modulebuild.json", $$"""{ "security": { {{fields}} } }""");

    private static bool Passed(ModuleWorkspace work) =>
        (bool)JsonNode.Parse(File.ReadAllText(work["Acme.Orders/obj/Debug/net10.0/modulebuild/security.json"]))!["securityScanPassed"]!;

    private static void Advise(ModuleWorkspace work, string firstFixed) => work.Write("osv/text.json", $$"""
        {
          "id": "GHSA-2222-3333-4444",
          "affected": [{
            "package": { "ecosystem": "NuGet", "name": "Acme.Text" },
            "ranges": [{ "type": "ECOSYSTEM", "events": [{ "introduced": "0" }, { "fixed": "{{firstFixed}}" }] }]
          }],
          "database_specific": { "severity": "HIGH" }
        }
        """);
}
