using System.Collections.Immutable;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Gates;

/// <summary>Gates that need no more than the store and the clock.</summary>
public sealed class StoreGateTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("A 1.0.0, B 1.0.0", "A 1.0.0, B 1.0.0", "Pass: All of 2 modules are good in 'dev', or run here already.")]
    [InlineData("A 1.0.0, C 1.0.0", "A 1.0.0", "Pass: All of 2 modules are good in 'dev', or run here already.")] // C runs here already
    [InlineData("A 2.0.0, C 1.0.0", "A 1.0.0", "Fail: A 2.0.0 is not what is known to be good in 'dev'. | Bring it to 'dev' first, and let it become healthy there.")]
    [InlineData("A 2.0.0, B 2.0.0, D 1.0.0, E 1.0.0, F 1.0.0", "A 1.0.0", "Fail: A 2.0.0, B 2.0.0, D 1.0.0 and 2 more are not what is known to be good in 'dev'. | Bring them to 'dev' first, and let it become healthy there.")]
    public async Task Modules_have_to_be_good_where_they_come_from(string target, string good, string answer) =>
        Assert.Equal(answer, await Judge.AskAsync(new KnownGoodGate("dev"), Judge.Input(target, "C 1.0.0").From(good, Hour)));

    [Fact]
    public async Task Same_version_with_other_bytes_is_not_good()
    {
        var target = ModuleSet.Of([new ReleasedModule("A", "1.0.0", "other bytes")], []);

        Assert.StartsWith("Fail: A 1.0.0 is not what is known to be good", await Judge.AskAsync(new KnownGoodGate("dev"), Judge.Input(target).From("A 1.0.0", Hour)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_from_elsewhere_is_refused()
    {
        Assert.Equal(
            "Fail: The set comes from the feeds; the policy lets in what is good in 'dev'. | Promote from 'dev', or correct 'from' in the policy.",
            await Judge.AskAsync(new KnownGoodGate("dev"), Judge.Input("A 1.0.0")));
        Assert.Equal("Pass: This is the first environment: modules come from the feeds.", await Judge.AskAsync(new KnownGoodGate(null), Judge.Input("A 1.0.0")));
    }

    [Theory]
    [InlineData(23, "Wait: What runs in 'dev' is good since 2026-11-24 13:00 UTC; it has to be for 1d. | Wait until 2026-11-25 13:00 UTC, then run 'modulebuild resume staging'.")]
    [InlineData(24, "Pass: What runs in 'dev' is good since 2026-11-24 12:00 UTC; it has to be for 1d.")]
    public async Task Set_has_to_be_good_for_long_enough(int hours, string answer) =>
        Assert.Equal(answer, await Judge.AskAsync(new SoakGate(TimeSpan.FromHours(24)), Judge.Input("A 1.0.0").From("A 1.0.0", TimeSpan.FromHours(hours))));

    [Fact]
    public async Task Waiting_says_until_when()
    {
        var answer = await new SoakGate(TimeSpan.FromHours(24)).JudgeAsync(Judge.Input("A 1.0.0").From("A 1.0.0", Hour), CancellationToken.None);

        Assert.Equal(Judge.Now.AddHours(23), answer.Until);
    }

    [Fact]
    public async Task Nothing_good_at_the_source_is_a_failure()
    {
        var input = Judge.Input("A 1.0.0").From("A 1.0.0", Hour);

        Assert.Equal(
            "Fail: Nothing is known to be good in 'dev'. | Let a set become healthy there first.",
            await Judge.AskAsync(new SoakGate(Hour), input with { Source = input.Source! with { GoodSince = null } }));
    }

    [Fact]
    public async Task Bad_set_does_not_come_back()
    {
        var input = Judge.Input("A 2.0.0");
        var state = input.State with { Quarantined = [new Quarantine(World.Set("A 2.0.0").Digest(), 7, "It answered 500.", ["A 2.0.0"], Judge.Now)] };

        Assert.Equal(
            "Fail: The set is in quarantine since release 7 of 'staging' (2026-11-25 12:00 UTC): It answered 500. Suspected: A 2.0.0. | Promote another set; or lift it by 'modulebuild quarantine lift staging 7 --reason …'.",
            await Judge.AskAsync(new QuarantineGate(), input with { State = state }));
        Assert.Equal("Pass: The set is none of 1 set in quarantine.", await Judge.AskAsync(new QuarantineGate(), Judge.Input("A 1.0.0") with { State = state }));
    }

    [Fact]
    public async Task Prereleases_are_named()
    {
        Assert.Equal("Pass: No module is a pre-release.", await Judge.AskAsync(new PrereleaseGate(), Judge.Input("A 1.0.0")));
        Assert.Equal(
            "Fail: A 1.0.0-beta.1 is a pre-release. | Release a version without suffix, or switch the gate off with \"gates\": {\"prerelease\": false}.",
            await Judge.AskAsync(new PrereleaseGate(), Judge.Input("A 1.0.0-beta.1, B 1.0.0")));
    }

    [Theory]
    [InlineData("2026-11-27T14:59:59Z", null)] // Friday 15:59 in Berlin
    [InlineData("2026-11-27T15:00:00Z", "2026-11-30T07:00:00Z")]
    [InlineData("2026-11-30T06:59:59Z", "2026-11-30T07:00:00Z")]
    [InlineData("2026-11-30T07:00:00Z", null)]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-30T06:00:00Z")] // an hour less: summer time begins in between
    [InlineData("2026-10-24T12:00:00Z", "2026-10-26T07:00:00Z")] // an hour more
    public void Weekly_freeze_follows_the_clocks_of_its_zone(string now, string? until) =>
        Assert.Equal(Time(until), Weekly("Fri 16:00 - Mon 08:00", 4 * 24 + 16, 8).EndAt(Time(now)!.Value));

    [Fact]
    public async Task Freezes_that_follow_one_another_are_one()
    {
        ImmutableArray<FreezeWindow> windows =
        [
            new FreezePeriod(Judge.Now.AddHours(-1), Judge.Now.AddHours(1), "Inventory."), new FreezePeriod(Judge.Now.AddHours(1), Judge.Now.AddHours(3), "More inventory."),
        ];

        Assert.Equal(
            "Wait: 'staging' is frozen (2026-11-25 11:00 +00:00 to 2026-11-25 13:00 +00:00): Inventory. | Wait until 2026-11-25 15:00 UTC, then run 'modulebuild resume staging'.",
            await Judge.AskAsync(new FreezeGate(windows), Judge.Input("A 1.0.0")));
        Assert.Equal("Pass: None of 1 freeze holds now.", await Judge.AskAsync(new FreezeGate([windows[1]]), Judge.Input("A 1.0.0")));
        Assert.Equal("Pass: The policy names no time without changes.", await Judge.AskAsync(new FreezeGate([]), Judge.Input("A 1.0.0")));
    }

    [Fact]
    public void Year_of_freezes_has_an_end() =>
        Assert.NotNull(FreezeWindow.Find([Weekly("Mon 00:00 - Thu 00:00", 0, 72), Weekly("Thu 00:00 - Mon 00:00", 72, 0)], Judge.Now));

    private static WeeklyFreeze Weekly(string text, int from, int until) =>
        new(TimeSpan.FromHours(from), TimeSpan.FromHours(until), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), text, "Weekend.");

    private static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
