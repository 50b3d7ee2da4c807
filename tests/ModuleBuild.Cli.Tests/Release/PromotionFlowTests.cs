using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Release;

public sealed class PromotionFlowTests
{
    [Fact]
    public async Task Set_goes_from_the_feed_to_dev_to_staging_and_back()
    {
        using var folder = await ReleaseFolder.CreateAsync();

        var feed = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0");
        var first = await folder.RunAsync("promote", "dev", "staging", "--reason", "the first");
        Succeeded(await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@2.0.0"));
        Succeeded(await folder.RunAsync("promote", "dev", "staging"));
        var after = folder.Running("staging");
        var back = await folder.RunAsync("rollback", "staging", "--reason", "orders get lost");
        var again = await folder.RunAsync("rollback", "staging", "--to", "1");

        Succeeded(feed);
        Assert.Contains("dev: promote from the feeds", feed.Output, StringComparison.Ordinal);
        Assert.Contains("Ask for it from anywhere with 'modulebuild status dev'.", feed.Output, StringComparison.Ordinal);
        Succeeded(first);
        Assert.Equal(["Acme.A 2.0.0", "Acme.B 2.0.0"], after);
        Succeeded(back);
        Assert.Equal(["Acme.A 1.1.0", "Acme.B 1.0.0"], folder.Running("staging"));
        Succeeded(again); // runs already
        var history = await folder.RunAsync("env", "history", "staging", "--json");
        using var releases = JsonDocument.Parse(history.Output);
        Assert.Equal([(3, "rollback"), (2, "promote"), (1, "promote")], releases.RootElement.EnumerateArray().Select(release => (release.GetProperty("number").GetInt32(), release.GetProperty("kind").GetString()!)));
    }

    [Fact]
    public async Task Named_module_comes_over_what_runs_with_what_it_needs()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        Succeeded(await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0"));
        Succeeded(await folder.RunAsync("promote", "dev", "staging"));
        Succeeded(await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0"));

        var unknown = await folder.RunAsync("promote", "dev", "staging", "--module", "Acme.B@2.0.0");
        Succeeded(await folder.RunAsync("promote", "dev", "staging", "--module", "Acme.B@1.0.0"));

        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("MB6026", unknown.Output, StringComparison.Ordinal);
        Assert.Equal(["Acme.A 1.0.0", "Acme.B 1.0.0"], folder.Running("staging"));
    }

    [Fact]
    public async Task Dry_run_shows_plan_and_gates_and_writes_nothing()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        Succeeded(await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0"));
        var tips = await TipsAsync(folder);

        var text = await folder.RunAsync("promote", "dev", "staging", "--dry-run");
        var json = await folder.RunAsync("promote", "dev", "staging", "--dry-run", "--json");
        var graph = await folder.RunAsync("promote", "dev", "staging", "--dry-run", "--mermaid");

        Succeeded(text);
        Assert.Contains("Module  Now  Then", text.Output, StringComparison.Ordinal);
        using var plan = JsonDocument.Parse(json.Output.Split('\n')[0]);
        var root = plan.RootElement.GetProperty("plan");
        Assert.Equal(("staging", 2), (root.GetProperty("targetEnvironment").GetString(), root.GetProperty("totalModules").GetInt32()));
        Assert.All(new[] { "securityChecks", "compatibilityChecks", "performanceValidations" }, name => Assert.Equal(JsonValueKind.Array, root.GetProperty(name).ValueKind));
        Assert.StartsWith("flowchart LR\n", graph.Output, StringComparison.Ordinal);
        Assert.Equal(tips, await TipsAsync(folder));
        Assert.False(Directory.Exists(folder["run/staging"]));
    }

    [Fact]
    public async Task Settings_are_a_release_and_stay_over_updates()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        Succeeded(await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0"));

        Succeeded(await folder.RunAsync("env", "settings", "dev", "Acme.A", "--set", "retry:count=3", "--set", "name=green"));
        Succeeded(await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.1.0"));
        var shown = await folder.RunAsync("env", "settings", "dev");

        using var settings = JsonDocument.Parse(shown.Output);
        Assert.Equal("""{"retry":{"count":3},"name":"green"}""", JsonSerializer.Serialize(settings.RootElement.GetProperty("Acme.A")));
        Assert.Equal(["Acme.A 1.1.0"], folder.Running("dev"));
    }

    [Fact]
    public async Task Removed_module_is_gone_and_its_data_kept_as_asked()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        Succeeded(await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0"));
        Directory.CreateDirectory(folder["run/dev/data/Acme.B"]);
        await File.WriteAllTextAsync(folder["run/dev/data/Acme.B/orders.txt"], "7", TestContext.Current.CancellationToken);

        var blocked = await folder.RunAsync("env", "remove", "dev", "Acme.A");
        var removed = await folder.RunAsync("env", "remove", "dev", "acme.b", "--backup-data", "--cleanup-data");

        Assert.Equal(1, blocked.ExitCode);
        Assert.Contains("It is needed by Acme.B 1.0.0.", blocked.Output, StringComparison.Ordinal);
        Succeeded(removed);
        Assert.Contains("Data of Acme.B: kept as a backup, then deleted.", removed.Output, StringComparison.Ordinal);
        Assert.Equal(["Acme.A 1.1.0"], folder.Running("dev"));
        Assert.True(File.Exists(folder["run/dev/backups/Acme.B-1.zip"]));
        Assert.False(Directory.Exists(folder["run/dev/data/Acme.B"]));
    }

    [Fact]
    public async Task Lost_target_is_rebuilt_from_store_and_feed()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        Succeeded(await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0"));
        Directory.Delete(folder["run/dev"], recursive: true);

        Succeeded(await folder.RunAsync("env", "apply", "dev"));

        Assert.Equal(["Acme.A 1.1.0", "Acme.B 1.0.0"], folder.Running("dev"));
    }

    [Fact]
    public async Task Ledger_tells_where_a_module_runs_and_who_brought_it()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        var promoted = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0", "--reason", "the first", "--json");
        var status = await folder.RunAsync("status", "dev", "--json");

        var where = await folder.RunAsync("ledger", "where", "acme.a", "--json");
        var nowhere = await folder.RunAsync("ledger", "where", "Acme.A@2.0.0");
        var counters = await folder.RunAsync("ledger", "export", "--as", "prometheus");
        var report = await folder.RunAsync("ledger", "export", "dev", "--as", "report");
        var statements = await folder.RunAsync("ledger", "export", "dev", "--as", "in-toto");
        var list = await folder.RunAsync("ledger", "list", "dev");

        using var end = JsonDocument.Parse(promoted.Output.TrimEnd().Split('\n')[^1]);
        using var now = JsonDocument.Parse(status.Output);
        var head = now.RootElement.GetProperty("environments")[0].GetProperty("ledger");
        Assert.Equal(end.RootElement.GetProperty("ledger").GetRawText(), JsonSerializer.Serialize(head));
        Assert.Equal(64, head.GetProperty("hash").GetString()!.Length);
        using var found = JsonDocument.Parse(where.Output);
        var entry = Assert.Single(found.RootElement.EnumerateArray());
        Assert.Equal(("dev", "1.0.0", "the first", "tester (GitHub)"), (entry.GetProperty("environment").GetString(), entry.GetProperty("version").GetString(), entry.GetProperty("why").GetString(), entry.GetProperty("by").GetString()));
        Assert.Equal((1, "It runs nowhere.\n"), (nowhere.ExitCode, nowhere.Output));
        Assert.Contains("module_installations_total{environment=\"dev\",module=\"Acme.A\"} 1\n", counters.Output, StringComparison.Ordinal);
        Assert.StartsWith("# Compliance of dev\n", report.Output, StringComparison.Ordinal);
        Assert.Contains("\"pkg:nuget/Acme.A@1.0.0\"", statements.Output, StringComparison.Ordinal);
        Assert.Contains("Closed: Succeeded", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_seen_of_a_ledger_and_kept_elsewhere_tells_whether_it_is_the_same()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        var promoted = await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0", "--json");
        var list = await folder.RunAsync("ledger", "list", "dev", "--json");
        var status = await folder.RunAsync("status", "dev", "--json");
        var events = promoted.Output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!).ToDictionary(line => line["event"]!.GetValue<string>() == "progress" ? line.ToJsonString() : line["event"]!.GetValue<string>());
        var entries = JsonNode.Parse(list.Output)!.AsArray().ToDictionary(entry => entry!["entry"]!["sequence"]!.GetValue<long>(), entry => entry!["hash"]!.GetValue<string>());
        var (began, end) = (events["began"]["ledger"]!, events["end"]["ledger"]!);

        var same = await folder.RunAsync("ledger", "verify", "dev", "--seen", $"{began["sequence"]}:{began["hash"]}", "--seen", $"{end["sequence"]}:{end["hash"]!.GetValue<string>()[..32]}");
        var other = await folder.RunAsync("ledger", "verify", "dev", "--seen", $"{end["sequence"]}:{began["hash"]}");
        var beyond = await folder.RunAsync("ledger", "verify", "dev", "--seen", $"99:{began["hash"]}");
        var wrong = await folder.RunAsync("ledger", "verify", "dev", "--seen", "6:abc");
        var nameless = await folder.RunAsync("ledger", "verify", "--seen", $"99:{began["hash"]}");

        Assert.Equal((began["hash"]!.GetValue<string>(), end["hash"]!.GetValue<string>()), (entries[began["sequence"]!.GetValue<long>()], entries[end["sequence"]!.GetValue<long>()]));
        Assert.Equal(events["began"]["operation"]!.GetValue<string>(), JsonNode.Parse(status.Output)!["environments"]![0]!["running"]!["operation"]!.GetValue<string>());
        Succeeded(same);
        Assert.Equal((1, 1), (other.ExitCode, beyond.ExitCode));
        Assert.Contains("MB6012", other.Output, StringComparison.Ordinal);
        Assert.Contains("it was cut off: checkpoint --seen 99 saw entry 99, and it ends at 6.", beyond.Output, StringComparison.Ordinal);
        Assert.Contains("at least 32 lower-case hexadecimal digits", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("--seen needs the environment", nameless.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_is_verified_and_what_was_changed_in_it_is_named()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        Succeeded(await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0"));
        Succeeded(await folder.RunAsync("ledger", "checkpoint", "dev", "--unsigned"));
        var whole = await folder.RunAsync("ledger", "verify", "dev", "--accept-unsigned");
        var check = await folder.RunAsync("env", "fsck");
        var clone = folder["clone"];
        await GitAsync(folder.Workspace, "clone", "-q", "--branch", "modulebuild/dev", folder["workspace/.modulebuild/store.git"], clone);
        var entry = Path.Combine(clone, "ledger", "0", "2.json");
        await File.WriteAllTextAsync(entry, (await File.ReadAllTextAsync(entry, TestContext.Current.CancellationToken)).Replace("tester", "somebody", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await GitAsync(clone, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-qam", "nothing to see");
        await GitAsync(clone, "push", "-q");

        var changed = await folder.RunAsync("ledger", "verify", "dev");

        Succeeded(whole);
        Assert.Contains("dev: 6 entries, whole and in order; the same that 1 checkpoint saw.", whole.Output, StringComparison.Ordinal);
        Assert.Contains("all is whole", check.Output, StringComparison.Ordinal);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("MB6012", changed.Output, StringComparison.Ordinal);

        static async Task GitAsync(string at, params string[] arguments) => (await ChildProcess.RunAsync("git", arguments, at)).Succeeded();
    }

    [Fact]
    public async Task Mistakes_are_told_with_the_way_out()
    {
        using var folder = await ReleaseFolder.CreateAsync();

        var misspelt = await folder.RunAsync("promote", "dve", "staging");
        var nothing = await folder.RunAsync("promote", "dev", "staging");
        var unnamed = await folder.RunAsync("promote", "feed", "dev");
        var wrongName = await folder.RunAsync("env", "add", "Pro duction");
        var noStore = await folder.RunAsync("status", "--store", "nowhere");

        Assert.Contains("Did you mean 'dev'?", misspelt.Output, StringComparison.Ordinal);
        Assert.Equal(2, nothing.ExitCode);
        Assert.Contains("Nothing is known to be good in 'dev' yet.", nothing.Error, StringComparison.Ordinal);
        Assert.Contains("Name the modules that are to come", unnamed.Error, StringComparison.Ordinal);
        Assert.Equal(2, wrongName.ExitCode);
        Assert.Contains("MB6010", noStore.Output, StringComparison.Ordinal);
    }

    private static async Task<string> TipsAsync(ReleaseFolder folder) =>
        (await ChildProcess.RunAsync("git", ["for-each-ref"], folder["workspace/.modulebuild/store.git"])).Output;

    private static void Succeeded(ProcessResult result) => Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}\n{result.Output}\n{result.Error}");
}
