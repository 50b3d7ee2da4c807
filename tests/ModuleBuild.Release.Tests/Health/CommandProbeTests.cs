using ModuleBuild.Release.Health;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Health;

public sealed class CommandProbeTests
{
    public CommandProbeTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs sh.");

    [Theory]
    [InlineData("echo release 7", true, "ended with 0.")]
    [InlineData("echo all is well; echo Release: 7", true, "ended with 0.")]
    [InlineData("echo release=$MODULEBUILD_RELEASE", true, "ended with 0.")]
    [InlineData("""echo '{ "release": 7, "status": "Healthy" }'""", true, "ended with 0: Healthy.")]
    [InlineData("echo release 6", false, "ended with 0 for release 6, not 7.")]
    [InlineData("echo release 7; echo release 6", false, "ended with 0 for release 6, not 7.")]
    [InlineData("echo released 7 times", false, "ended with 0 without a line 'release 7'.")]
    [InlineData("exit 0", false, "ended with 0 without a line 'release 7'.")]
    [InlineData("echo release 7; echo no water; exit 1", false, "'sh': It ended with exit code 1. What it wrote was shown where it ran.")]
    [InlineData("""echo '{ "release": 6 }'""", false, "ended with 0 for release 6, not 7.")]
    [InlineData("""echo '{ "release": 7, "setDigest": "sha256:00" }'""", false, "with another set.")]
    [InlineData("""echo '{ "release": 7, "modules": [ { "id": "a", "status": "Degraded", "description": "It leaks." } ] }'; exit 1""", false, "ended with 1: A is Degraded.")]
    [InlineData("sleep 30", false, "There was no answer within 2 s.")]
    public async Task Command_names_the_release_and_says_how_it_is(string script, bool isHealthy, string reason)
    {
        var options = new ProbeOptions
        {
            Command = ["sh", "-c", script],
            Interval = TimeSpan.FromMilliseconds(1),
            Timeout = TimeSpan.FromSeconds(2),
            Bake = TimeSpan.Zero,
            Successes = 1,
            Failures = 0,
            Grace = TimeSpan.Zero,
        };

        var verdict = await new CommandProbe(options, TimeProvider.System).AskAsync(7, World.Set("A 1.0.0"), null, TestContext.Current.CancellationToken);

        Assert.Equal(isHealthy, verdict.IsHealthy);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_that_does_not_exist_is_told()
    {
        var options = new ProbeOptions { Command = ["/nowhere/probe"], Failures = 0, Grace = TimeSpan.Zero };

        var verdict = await new CommandProbe(options, TimeProvider.System).AskAsync(7, World.Set("A 1.0.0"), null, TestContext.Current.CancellationToken);

        Assert.StartsWith("'/nowhere/probe': '/nowhere/probe' cannot be started: ", verdict.Reason, StringComparison.Ordinal);
    }
}
