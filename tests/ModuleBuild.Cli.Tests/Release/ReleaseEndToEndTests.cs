using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ModuleBuild.Release.Model;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>What people decide about promotions, by command line: approvals, overrides, freezes, quarantine; and what only looks.</summary>
public sealed class ReleaseEndToEndTests
{
    [Fact]
    public async Task Promotion_waits_for_an_approval_and_takes_it_from_those_only_whom_the_policy_names()
    {
        using var folder = await DevAsync();
        foreach (var key in new[] { "ann", "stranger" })
        {
            (await ChildProcess.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder[key]], folder.Workspace)).Succeeded();
        }

        folder.Write("environments/signers", $"ann@example.com namespaces=\"modulebuild-approval\" {await ReadAsync(folder["ann.pub"])}");
        folder.WritePolicy("staging", "approvals", JsonNode.Parse("""{ "count": 1, "signers": "environments/signers" }"""));

        var waits = await folder.RunAsync("promote", "dev", "staging");
        var refused = await folder.RunAsync("promote", "dev", "staging", "--approve", "--approver", "ann@example.com", "--approval-key", folder["stranger"]);
        var isThere = File.Exists(folder["run/staging/current.json"]);
        var approved = await folder.RunAsync("promote", "dev", "staging", "--approve", "--approver", "ann@example.com", "--approval-key", folder["ann"]);

        Assert.Equal((ExitCode.Waiting, ExitCode.Waiting, false), (waits.ExitCode, refused.ExitCode, isThere));
        approved.Succeeded();
        Assert.Equal(["Acme.A 1.0.0"], folder.Running("staging"));
        await using var store = new StoreView(folder);
        await store.AssertWholeAsync("staging");
        var accepted = Assert.Single(await store.LedgerAsync("staging"), happened => happened.Kind == LedgerEventKind.Accepted);
        Assert.Equal("Approved by ann@example.com.", Assert.Single(accepted.Gates!.Value, gate => gate.Gate == "approvals").Reason);
    }

    [Fact]
    public async Task Freeze_waits_until_it_is_over_or_until_somebody_answers_for_it_where_the_policy_allows_that()
    {
        using var folder = await DevAsync();
        folder.WritePolicy("staging", "freeze", JsonNode.Parse("""[ { "from": "2020-01-01T00:00+00:00", "until": "2999-01-01T00:00+00:00", "reason": "Holidays." } ]"""));
        using var other = folder.Copy();

        var frozen = await folder.RunAsync("promote", "dev", "staging");
        var forbidden = await folder.RunAsync("promote", "dev", "staging", "--override", "freeze", "--reason", "orders get lost");
        folder.WritePolicy("staging", "freeze", JsonNode.Parse("""[ { "from": "2020-01-01T00:00+00:00", "until": "2020-01-02T00:00+00:00", "reason": "Holidays." } ]"""));
        var over = await folder.RunAsync("resume", "staging");
        other.WritePolicy("staging", "override", JsonNode.Parse("""[ "freeze" ]"""));
        var answered = await other.RunAsync("promote", "dev", "staging", "--override", "freeze", "--reason", "orders get lost");

        Assert.Equal((ExitCode.Waiting, ExitCode.Usage), (frozen.ExitCode, forbidden.ExitCode));
        Assert.Contains("does not let anybody override 'freeze'", forbidden.Error, StringComparison.Ordinal);
        over.Succeeded();
        answered.Succeeded();
        await using var store = new StoreView(other);
        var accepted = Assert.Single(await store.LedgerAsync("staging"), happened => happened.Kind == LedgerEventKind.Accepted);
        Assert.Equal("orders get lost", Assert.Single(accepted.Gates!.Value, gate => gate.Gate == "freeze").Override!.Reason);
        await using var waited = new StoreView(folder);
        await waited.AssertWholeAsync("staging");
    }

    [Fact]
    public async Task Set_that_was_bad_comes_again_when_somebody_lifts_its_quarantine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The probe is a shell script.");
        using var folder = await DevAsync();
        folder.Write("health.sh", """
            echo release $(sed -n 's/.*"release": \([0-9]*\),/\1/p' ../run/staging/current.json)
            test ! -e sick
            """);
        folder.Write("sick", string.Empty);
        folder.WritePolicy("staging", "health", JsonNode.Parse("""{ "kind": "command", "command": ["sh", "health.sh"], "interval": "10ms", "bake": "0s", "successes": 1 }"""));

        var bad = await folder.RunAsync("promote", "dev", "staging");
        File.Delete(Path.Combine(folder.Workspace, "sick"));
        var refused = await folder.RunAsync("promote", "dev", "staging");
        await using var store = new StoreView(folder);
        Assert.Equal(1, Assert.Single((await store.ReadAsync("staging")).State.Quarantined).Release);
        (await folder.RunAsync("quarantine", "lift", "staging", "1", "--reason", "the disk was full")).Succeeded();
        var again = await folder.RunAsync("promote", "dev", "staging");

        Assert.Equal((1, 1), (bad.ExitCode, refused.ExitCode));
        Assert.Contains("quarantine", refused.Output, StringComparison.Ordinal);
        again.Succeeded();
        await store.AssertWholeAsync("staging");
        Assert.Equal([OperationOutcome.RolledBack, OperationOutcome.Refused, OperationOutcome.Succeeded], await store.OutcomesAsync("staging"));
    }

    [Fact]
    public async Task Set_that_is_only_brought_lies_beside_the_one_that_runs()
    {
        using var folder = await DevAsync();
        (await folder.RunAsync("promote", "dev", "staging")).Succeeded();
        var pointer = await ReadAsync(folder["run/staging/current.json"]);
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@2.0.0")).Succeeded();

        (await folder.RunAsync("promote", "dev", "staging", "--no-activate")).Succeeded();

        Assert.Equal(pointer, await ReadAsync(folder["run/staging/current.json"]));
        Assert.Single(Directory.EnumerateDirectories(folder["run/staging/modules/acme.a"], "2.0.0-*"));
        await using var store = new StoreView(folder);
        await store.AssertWholeAsync("staging");
    }

    [Fact]
    public async Task Dry_runs_leave_branches_feed_and_targets_as_they_are_byte_by_byte()
    {
        using var folder = await DevAsync();
        (await folder.RunAsync("promote", "dev", "staging")).Succeeded();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@2.0.0")).Succeeded();
        var before = State(folder);

        (await folder.RunAsync("promote", "dev", "staging", "--dry-run")).Succeeded();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@2.0.0", "--dry-run", "--json")).Succeeded();
        (await folder.RunAsync("rollback", "dev", "--dry-run")).Succeeded();

        Assert.Equal(before, State(folder));
    }

    private static async Task<ReleaseFolder> DevAsync()
    {
        var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        return folder;
    }

    // Every file of store, feed and targets.
    private static IEnumerable<string> State(ReleaseFolder folder) =>
    [
        .. new[] { folder.Store, folder["feed"], folder["run"], folder["workspace/environments"] }
            .SelectMany(root => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    private static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
}
