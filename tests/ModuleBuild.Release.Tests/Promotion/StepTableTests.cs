using System.Globalization;
using System.Text;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Promotion;

public sealed class StepTableTests
{
    private const string Begin = "<!-- steps: begin -->\n";
    private const string End = "<!-- steps: end -->";

    [Fact]
    public void Page_about_promotion_has_the_steps_as_they_are_done()
    {
        var path = RepositoryFolder.Combine("docs", "promotion.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var expected = string.Concat(text.AsSpan(0, from), Table(), text.AsSpan(text.IndexOf(End, from, StringComparison.Ordinal)));
        if (Environment.GetEnvironmentVariable("MODULEBUILD_UPDATE") == "1")
        {
            File.WriteAllText(path, expected, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            text = expected;
        }

        Assert.Equal(expected, text);
    }

    [Theory]
    [InlineData(null, 300)]
    [InlineData(60, 300)]
    [InlineData(1800, 1800)]
    public void Deployer_may_have_more_time_than_its_step_by_itself(int? seconds, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), StepPlan.Of(Model.Phase.Applying).Lasting(seconds is { } known ? TimeSpan.FromSeconds(known) : null).Timeout);

    [Fact]
    public void Data_may_take_as_long_as_they_do() =>
        Assert.Equal(Timeout.InfiniteTimeSpan, StepPlan.Of(Model.Phase.CleaningUp).Lasting(TimeSpan.FromHours(1)).Timeout);

    private static string Table() => string.Concat(StepPlan.All.Select(step => string.Create(
        CultureInfo.InvariantCulture,
        $"| {step.Title} | {step.Phase} | {step.Attempts} | {Waits(step)} | {(step.Timeout == Timeout.InfiniteTimeSpan ? step.Attempts == 1 ? "the probe's own limits" : "as the data take" : $"{step.Timeout.TotalSeconds} s")} | {step.Compensation} |\n")));

    private static string Waits(StepPlan step) => step.Attempts == 1 ? "–" : string.Create(
        CultureInfo.InvariantCulture, $"{step.Backoff.TotalSeconds} s, × {step.Factor:0.0}, at most {step.LongestBackoff.TotalSeconds} s");
}
