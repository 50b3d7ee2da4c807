using System.Text.Json.Nodes;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>What is refused, in which words, and what is not written then.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task Secret_that_came_as_a_value_never_gets_into_the_store()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        var schema = JsonNode.Parse("""{ "type": "object", "properties": { "apiKey": { "type": "string", "writeOnly": true } } }""");
        TestPackage.Module("Acme.S", "1.0.0").WithField("configuration", new JsonObject { ["section"] = "Acme:S", ["schema"] = schema }).WriteTo(folder["feed"]);
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.S@1.0.0")).Succeeded();

        var value = await folder.RunAsync("env", "settings", "dev", "Acme.S", "--set", "apiKey=hunter2hunter2");
        var reference = await folder.RunAsync("env", "settings", "dev", "Acme.S", "--set", """apiKey={"$secret":"acme/key"}""");

        Assert.Equal(1, value.ExitCode);
        Assert.Contains("'/apiKey' is a secret, and holds a value", value.Output, StringComparison.Ordinal);
        reference.Succeeded();
        var objects = await ChildProcess.RunAsync("git", ["cat-file", "--batch-all-objects", "--batch"], folder["workspace/.modulebuild/store.git"]);
        Assert.Contains("acme/key", objects.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", objects.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_that_a_policy_holds_as_a_value_never_gets_into_the_store()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        var schema = JsonNode.Parse("""{ "type": "object", "properties": { "apiKey": { "type": "string", "writeOnly": true } } }""");
        TestPackage.Module("Acme.S", "1.0.0").WithField("configuration", new JsonObject { ["section"] = "Acme:S", ["schema"] = schema }).WriteTo(folder["feed"]);
        folder.WritePolicy("dev", "settings", new JsonObject { ["Acme.S"] = new JsonObject { ["apiKey"] = "hunter2hunter2" } });
        folder.WritePolicy("dev", "override", new JsonArray("settings"));

        var refused = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.S@1.0.0", "--override", "settings", "--reason", "in a hurry");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("'/apiKey' is a secret, and holds a value", refused.Output, StringComparison.Ordinal);
        var objects = await ChildProcess.RunAsync("git", ["cat-file", "--batch-all-objects", "--batch"], folder.Store);
        Assert.DoesNotContain("hunter2", objects.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_whose_evidence_is_forged_or_of_a_newer_format_does_not_come_in()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        var other = TestPackage.Module("Acme.F", "1.0.0").WithFile("lib/net10.0/Acme.F.dll", "proved").WithSbom().WithFile("lib/net10.0/Acme.F.dll", "other");
        other.WriteTo(folder["feed"]);
        TestPackage.Module("Acme.N", "1.0.0").WithFile("module/evidence.json", """{ "formatVersion": 2, "wholly": "new" }""").WriteTo(folder["feed"]);

        var refused = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.F@1.0.0", "--module", "Acme.N@1.0.0");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("The evidence of Acme.F 1.0.0 cannot be used: 'lib/net10.0/Acme.F.dll' is not the file that was proved.", refused.Output, StringComparison.Ordinal);
        Assert.Contains("its 'formatVersion' is 2; this tool knows 1. Update ModuleBuild.", refused.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["run/dev/current.json"]));
    }

    [Theory]
    [InlineData("a={\"b\":1,\"b\":2}")]
    [InlineData("a=[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("a=\"\\ud800\"")]
    [InlineData("a={\"b\":")]
    public async Task Setting_that_could_not_be_read_again_is_not_written(string setting)
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();

        var refused = await folder.RunAsync("env", "settings", "dev", "Acme.A", "--set", setting);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("The value of 'a' begins as JSON and cannot be kept", refused.Error, StringComparison.Ordinal);
        (await folder.RunAsync("env", "settings", "dev", "Acme.A", "--set", "a=[4, \"four\"]")).Succeeded();
    }

    [Fact]
    public async Task Rollback_goes_past_a_gate_for_which_somebody_answers()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@2.0.0")).Succeeded();
        folder.Write("environments/dev.json", """{ "deployer": { "kind": "directory", "path": "../run/dev" }, "securityLevel": "low", "gates": { "score": 90 }, "override": ["score"] }""");

        var refused = await folder.RunAsync("rollback", "dev");
        var unsaid = await folder.RunAsync("rollback", "dev", "--override", "score");
        var forbidden = await folder.RunAsync("rollback", "dev", "--override", "evidence", "--reason", "orders get lost");
        var back = await folder.RunAsync("rollback", "dev", "--override", "score", "--reason", "orders get lost");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--override needs --reason", unsaid.Error, StringComparison.Ordinal);
        Assert.Contains("does not let anybody override 'evidence'", forbidden.Error, StringComparison.Ordinal);
        back.Succeeded();
        Assert.Equal(["Acme.A 1.0.0"], folder.Running("dev"));
    }

    [Fact]
    public async Task Everything_that_changes_an_environment_goes_past_a_freeze_for_which_somebody_answers()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0")).Succeeded();
        folder.Write("environments/dev.json", """
            {
              "deployer": { "kind": "directory", "path": "../run/dev" }, "securityLevel": "low", "override": ["freeze"],
              "freeze": [ { "from": "2020-01-01T00:00+00:00", "until": "2999-01-01T00:00+00:00", "reason": "Nobody is there." } ]
            }
            """);

        var frozen = await folder.RunAsync("env", "settings", "dev", "Acme.A", "--set", "a=1", "--dry-run");
        var set = await folder.RunAsync("env", "settings", "dev", "Acme.A", "--set", "a=1", "--override", "freeze", "--reason", "orders get lost");
        var removed = await folder.RunAsync("env", "remove", "dev", "Acme.B", "--override", "freeze", "--reason", "orders get lost");

        Assert.Equal(4, frozen.ExitCode);
        set.Succeeded();
        removed.Succeeded();
        Assert.Equal(["Acme.A 1.1.0"], folder.Running("dev"));
    }

    [Fact]
    public async Task Environment_without_a_store_is_not_half_made()
    {
        using var folder = new TemporaryFolder();
        folder.Write("modulebuild.json", "{}");

        var result = await CommandRun.InAsync(folder.Path, "env", "add", "qa");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Run 'modulebuild env init'", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["environments"]));
    }

    [Fact]
    public async Task Environment_of_which_nothing_was_said_but_its_name_works()
    {
        using var folder = await ReleaseFolder.CreateAsync();

        (await folder.RunAsync("env", "add", "qa")).Succeeded();
        var again = await folder.RunAsync("env", "add", "qa", "--path", "elsewhere");
        var promoted = await folder.RunAsync("promote", "feed", "qa", "--module", "Acme.A@1.0.0", "--dry-run");

        again.Succeeded();
        Assert.Contains("--path changed nothing: the policy was there already.", again.Error, StringComparison.Ordinal);
        Assert.NotEqual(2, promoted.ExitCode);
        Assert.DoesNotContain("MB6013", promoted.Output, StringComparison.Ordinal);
        Assert.Contains("\"path\": \".modulebuild/run/qa\"", await File.ReadAllTextAsync(folder["workspace/environments/qa.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasons_of_others_steer_no_terminal_and_break_no_table()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0", "--reason", "one\n\u001b[31mtwo")).Succeeded();

        var history = await folder.RunAsync("env", "history", "dev");
        var shown = await folder.RunAsync("env", "show", "dev");

        Assert.EndsWith("tester (GitHub)  one \uFFFD[31mtwo\n", history.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown.Output);
    }

    [Fact]
    public async Task Set_that_is_only_brought_is_not_said_to_run()
    {
        using var folder = await ReleaseFolder.CreateAsync();

        var result = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0", "--no-activate");

        result.Succeeded();
        Assert.EndsWith("dev has the set, which was brought and not switched on.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_of_an_old_commit_that_is_gone_is_found()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        var store = folder["workspace/.modulebuild/store.git"];
        var id = (await ChildProcess.RunAsync("git", ["rev-parse", "modulebuild/dev~1:operation.json"], store)).Output.Trim();
        var file = Path.Combine(store, "objects", id[..2], id[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);

        var check = await folder.RunAsync("env", "fsck");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("MB6010", check.Output, StringComparison.Ordinal);
    }
}
