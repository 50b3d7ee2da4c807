using System.Globalization;
using ModuleBuild.Release.Health;

namespace ModuleBuild.Release.Tests.Health;

/// <summary>Answers as letters, one a second: <c>h</c> healthy, <c>u</c> unhealthy, <c>-</c> not there.</summary>
public sealed class HealthCountTests
{
    private static readonly ProbeOptions Options = new()
    {
        Successes = 3,
        Failures = 1,
        Bake = TimeSpan.FromSeconds(4),
        Grace = TimeSpan.FromSeconds(6),
    };

    [Theory]
    [InlineData("hhhhh", "healthy at 4")] // three in a row, and four seconds since the first
    [InlineData("hhhuhhh", "healthy at 6")] // one failure is allowed, and begins the row again
    [InlineData("hhhuhu", "unhealthy at 5")]
    [InlineData("uu", "unhealthy at 1")] // it answered: there is no grace
    [InlineData("-----hhhhh", "healthy at 9")] // it took a while to come up; the bake time begins then
    [InlineData("--------", "unhealthy at 7")] // seconds 6 and 7 are beyond the grace
    [InlineData("h--", "unhealthy at 2")] // it was there, and is gone
    [InlineData("-u-", "unhealthy at 2")]
    [InlineData("huhu", "unhealthy at 3")]
    [InlineData("hhhh", "nothing yet")]
    [InlineData("------", "nothing yet")]
    public void Verdict_comes_at_its_time(string answers, string expected)
    {
        var count = new HealthCount(Options);
        var verdicts = answers.Select((letter, second) => (Verdict: count.Add(Answer(letter), TimeSpan.FromSeconds(second)), Second: second));

        var first = verdicts.FirstOrDefault(verdict => verdict.Verdict is not null);

        Assert.Equal(expected, first.Verdict is null ? "nothing yet" : string.Create(CultureInfo.InvariantCulture, $"{(first.Verdict.IsHealthy ? "healthy" : "unhealthy")} at {first.Second}"));
    }

    [Fact]
    public void Any_answers_lead_to_a_verdict()
    {
        var dice = new Random(20270104);
        for (var round = 0; round < 1_000; round++)
        {
            var options = new ProbeOptions
            {
                Successes = dice.Next(1, 5),
                Failures = dice.Next(0, 4),
                Bake = TimeSpan.FromSeconds(dice.Next(0, 20)),
                Grace = TimeSpan.FromSeconds(dice.Next(0, 20)),
            };
            var count = new HealthCount(options);
            var most = 20 + 21 + ((options.Failures + 1) * (options.Successes + 1));
            HealthVerdict? verdict = null;
            for (var second = 0; verdict is null; second++)
            {
                Assert.True(second <= most, $"{count} after {second} s");
                verdict = count.Add(Answer("hhhu-"[dice.Next(5)]), TimeSpan.FromSeconds(second));
            }
        }
    }

    private static HealthAnswer Answer(char letter) => letter switch
    {
        'h' => HealthAnswer.Healthy("It is well."),
        'u' => HealthAnswer.Unhealthy("It is sick."),
        _ => HealthAnswer.NotThere("Nobody is there."),
    };
}
