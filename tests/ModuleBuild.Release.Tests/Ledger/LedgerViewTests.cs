using System.Text.Json;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Ledger;

public sealed class LedgerViewTests
{
    [Fact]
    public async Task Module_history_says_who_when_what_and_why()
    {
        var history = ModuleHistory.Of(OperationRecord.Of((await StoryAsync()).Events), "b");

        Assert.Equal(
            [
                (OperationOutcome.Succeeded, 1, (string?)null, "1.0.0", "a person"),
                (OperationOutcome.RolledBack, 2, "1.0.0", "2.0.0", "a person"),
                (OperationOutcome.Refused, (int?)null, "1.0.0", "3.0.0", "a person"),
            ],
            history.Select(each => (each.Outcome!.Value, each.Release, each.Change.From, each.Change.To!, each.By)));
    }

    [Fact]
    public async Task Counters_are_written_as_Prometheus_reads_them()
    {
        var text = PrometheusText.Of([("staging", OperationRecord.Of((await StoryAsync()).Events))]);

        Assert.Equal(
            """
            # HELP module_installations_total Modules that came to an environment, or changed there, and were switched on, by operations that succeeded.
            # TYPE module_installations_total counter
            module_installations_total{environment="staging",module="A"} 1
            module_installations_total{environment="staging",module="B"} 1
            # HELP workflow_executions_total Operations that ended, by kind and outcome.
            # TYPE workflow_executions_total counter
            workflow_executions_total{environment="staging",kind="promote",outcome="refused"} 1
            workflow_executions_total{environment="staging",kind="promote",outcome="rolledBack"} 1
            workflow_executions_total{environment="staging",kind="promote",outcome="succeeded"} 1
            # HELP security_scan_results Answers of gates, by gate and verdict.
            # TYPE security_scan_results counter
            security_scan_results{environment="staging",gate="score",verdict="fail"} 1
            security_scan_results{environment="staging",gate="score",verdict="pass"} 2

            """,
            text);
    }

    [Fact]
    public async Task Module_that_was_only_brought_was_not_installed_and_did_not_run()
    {
        var world = await World.CreateAsync();
        var promoter = world.Process().Promoter;
        var begun = await promoter.BeginAsync(World.Request("A 1.0.0") with { NoActivate = true }, CancellationToken.None);
        await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);
        var brought = OperationRecord.Of((await world.LedgerAsync()).Select(entry => entry.Event));
        await world.PromoteAsync("A 1.0.0");
        var switchedOn = OperationRecord.Of((await world.LedgerAsync()).Select(entry => entry.Event));

        Assert.DoesNotContain("module_installations_total{", PrometheusText.Of([("staging", brought)]), StringComparison.Ordinal);
        Assert.Contains("""workflow_executions_total{environment="staging",kind="promote",outcome="succeeded"} 1""", PrometheusText.Of([("staging", brought)]), StringComparison.Ordinal);
        Assert.Contains("""module_installations_total{environment="staging",module="A"} 1""", PrometheusText.Of([("staging", switchedOn)]), StringComparison.Ordinal);
        Assert.Equal([(true, false), (false, true)], ModuleHistory.Of(switchedOn, "A").Select(each => (each.IsOnlyBrought, each.Ran)));
        Assert.Null(DurationEstimate.Of(brought, OperationKind.Promote));
    }

    [Fact]
    public async Task Compliance_report_shows_gates_overrides_and_outcomes_as_text()
    {
        var world = await World.CreateAsync();
        world.Gates = [new FakeGate("score", _ => GateVerdict.Fail)];
        var promoter = world.Process().Promoter;
        var request = World.Request("A 1.0.0") with { Why = "<b>now</b> | later", Overrides = [new GateOverride("score", "a `person`", "the fix is worse", world.Clock.GetUtcNow())] };
        var id = (await promoter.BeginAsync(request, CancellationToken.None)).Value!.Operation!.Id;
        await promoter.RunAsync(id, CancellationToken.None);

        var report = ComplianceReport.Of("staging", (await world.ReadAsync()).Head, OperationRecord.Of((await world.LedgerAsync()).Select(entry => entry.Event)));

        Assert.Contains("| 1 | 1 | 0 | 0 | 0 | 0 | 1 |\n", report, StringComparison.Ordinal);
        Assert.Contains(@"- Release 1, gate `score`: score says so. Overridden by a \`person\` at 2027-01-04 09:00:00Z: the fix is worse", report, StringComparison.Ordinal);
        Assert.Contains($"### Promote {id}: Succeeded\n", report, StringComparison.Ordinal);
        Assert.Contains(@"&lt;b>now&lt;/b> \| later", report, StringComparison.Ordinal);
        Assert.Contains("| A | – | 1.0.0 |\n", report, StringComparison.Ordinal);
        Assert.Contains("| score | overridden | score says so. |\n", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Estimate_leaves_out_an_operation_of_which_only_the_end_was_read(int last)
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        var events = (await world.LedgerAsync()).Select(entry => entry.Event);

        Assert.Equal(last >= 4 ? TimeSpan.Zero : (TimeSpan?)null, DurationEstimate.Of(OperationRecord.Of(events.TakeLast(last)), OperationKind.Promote));
    }

    [Fact]
    public async Task Estimate_is_the_median_of_what_succeeded()
    {
        var world = await World.CreateAsync();
        Assert.Null(DurationEstimate.Of([], OperationKind.Promote));
        foreach (var (version, seconds) in new[] { ("1.0.0", 5), ("2.0.0", 1), ("3.0.0", 30) })
        {
            world.Gates = [new FakeGate("slow", _ => Slow(world, seconds))];
            await world.PromoteAsync($"A {version}");
        }

        var estimate = DurationEstimate.Of(OperationRecord.Of((await world.LedgerAsync()).Select(entry => entry.Event)), OperationKind.Promote);

        Assert.Equal(TimeSpan.FromSeconds(5), estimate);
    }

    [Fact]
    public async Task Statement_names_packages_policy_and_gates()
    {
        var (world, events) = await StoryAsync();
        var release = (await world.Process().Store.ReadReleaseAsync(await world.ReadAsync(), 1, CancellationToken.None)).Value!;
        release = release with { Modules = [.. release.Modules.Select(module => module with { ContentHash = Convert.ToBase64String([1, 2, 255]) })], Policy = new PolicyReference("ab", "cd") };

        using var statement = JsonDocument.Parse(VerificationSummary.Of(release, OperationRecord.Of(events)[0], "https://example.com/modulebuild"));

        var root = statement.RootElement;
        Assert.Equal("https://in-toto.io/Statement/v1", root.GetProperty("_type").GetString());
        Assert.Equal(["pkg:nuget/A@1.0.0", "pkg:nuget/B@1.0.0"], root.GetProperty("subject").EnumerateArray().Select(subject => subject.GetProperty("name").GetString()));
        Assert.Equal("0102ff", root.GetProperty("subject")[0].GetProperty("digest").GetProperty("sha512").GetString());
        var predicate = root.GetProperty("predicate");
        Assert.Equal(("2027-01-04T09:00:00Z", "PASSED", "ab"), (predicate.GetProperty("timeVerified").GetString(), predicate.GetProperty("verificationResult").GetString(), predicate.GetProperty("policy").GetProperty("digest").GetProperty("sha256").GetString()));
        Assert.Equal(["MODULEBUILD_GATE_SCORE"], predicate.GetProperty("verifiedLevels").EnumerateArray().Select(level => level.GetString()));
    }

    private static GateVerdict Slow(World world, int seconds)
    {
        world.Clock.Move(TimeSpan.FromSeconds(seconds));
        return GateVerdict.Pass;
    }

    // One that succeeds, one that is rolled back, one that is refused.
    private static async Task<(World World, LedgerEvent[] Events)> StoryAsync()
    {
        var world = await World.CreateAsync();
        world.Gates = [new FakeGate("score", input => input.Target.Find("B")!.Version == "3.0.0" ? GateVerdict.Fail : GateVerdict.Pass)];
        world.Probe.Sick.Add("B 2.0.0");
        await world.PromoteAsync("A 1.0.0, B 1.0.0");
        await world.PromoteAsync("A 1.0.0, B 2.0.0");
        await world.PromoteAsync("A 1.0.0, B 3.0.0");
        return (world, [.. (await world.LedgerAsync()).Select(entry => entry.Event)]);
    }
}
