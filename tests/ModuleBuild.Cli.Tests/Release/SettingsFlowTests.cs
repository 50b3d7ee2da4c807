using System.Text.Json.Nodes;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Settings of a module whose schema is a file: packed beside its manifest, and asked wherever the module comes to.</summary>
public sealed class SettingsFlowTests
{
    [Fact]
    public async Task Settings_are_kept_by_updates_and_judged_by_the_schema_of_each_version()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        foreach (var (version, most) in new[] { ("1.0.0", 9), ("1.1.0", 2), ("1.2.0", 20) })
        {
            TestPackage.Module("Acme.W", version)
                .WithField("configuration", new JsonObject { ["section"] = "Acme:W", ["schema"] = "config.schema.json" })
                .WithEvidence("config.schema.json", "settings-schema", $$"""{ "type": "object", "properties": { "retry": { "properties": { "count": { "type": "integer", "maximum": {{most}} } } } } }""")
                .WriteTo(folder["feed"]);
        }

        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.W@1.0.0")).Succeeded();

        var wrong = await folder.RunAsync("env", "settings", "dev", "Acme.W", "--set", "retry:count=often");
        var right = await folder.RunAsync("env", "settings", "dev", "Acme.W", "--set", "retry:count=7");
        var narrower = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.W@1.1.0");
        var wider = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.W@1.2.0");

        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("Acme.W 1.0.0: '/retry/count' is a string; expected integer.", wrong.Output, StringComparison.Ordinal);
        right.Succeeded();
        Assert.Equal(1, narrower.ExitCode);
        Assert.Contains("Acme.W 1.1.0: '/retry/count' has to be at most 2.", narrower.Output, StringComparison.Ordinal);
        wider.Succeeded();
        Assert.Equal(["Acme.W 1.2.0"], folder.Running("dev"));
        Assert.Equal(7, (int?)JsonNode.Parse((await folder.RunAsync("env", "settings", "dev")).Output)!["Acme.W"]!["retry"]!["count"]);
    }
}
