using System.Collections.Concurrent;
using System.Text;
using ModuleBuild.Release.Commands;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Commands;

/// <summary>What commands of the team print may be secret: it is shown where they run, and never comes into the store.</summary>
public sealed class SecretOutputTests
{
    private const string Secret = "hunter2-of-the-team";

    public SecretOutputTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs sh.");

    [Theory]
    [InlineData("before", $"echo {Secret}; exit 3")]
    [InlineData("after", $"echo {Secret} >&2; exit 3")]
    [InlineData("deploy", $"echo {Secret}; exit 3")]
    [InlineData("probe", $"echo release $MODULEBUILD_RELEASE; echo {Secret}; exit 1")]
    [InlineData("probe", $"echo {Secret}; exit 1")]
    [InlineData("probe", $$"""echo "{ \"release\": $MODULEBUILD_RELEASE, \"status\": \"{{Secret}}\", \"modules\": [ { \"id\": \"{{Secret}}\", \"status\": \"{{Secret}}\", \"description\": \"{{Secret}}\" } ] }"; exit 1""")]
    [InlineData("probe", $$"""echo '{ "release": "{{Secret}}" }'""")]
    [InlineData("probe", $$"""echo "{ \"release\": $MODULEBUILD_RELEASE, \"setDigest\": \"{{Secret}}\" }" """)]
    public async Task Words_of_a_failing_command_are_shown_and_not_stored(string place, string script)
    {
        var world = await World.CreateAsync();
        await world.PromoteAsync("A 1.0.0");
        var shown = new ConcurrentQueue<string>();
        world.Watcher = new Watcher(shown);
        var options = new CommandOptions(["sh", "-c", script, Secret], TimeSpan.FromMinutes(1));
        IDeployer? deployer = place switch
        {
            "before" => new CommandedDeployer(world.Place, [options], [], world.Clock),
            "after" => new CommandedDeployer(world.Place, [], [options], world.Clock),
            "deploy" => new CommandDeployer(options, world.Clock),
            _ => null,
        };
        var probe = place == "probe"
            ? new CommandProbe(new ProbeOptions { Command = options.Command, Failures = 0, Grace = TimeSpan.Zero }, world.Clock)
            : null;
        var promoter = world.Process(deployer: deployer, probe: probe).Promoter;
        var begun = await promoter.BeginAsync(World.Request("A 2.0.0"), CancellationToken.None);

        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);

        Assert.NotNull(result.Outcome);
        Assert.Contains(shown, text => text.Contains(Secret, StringComparison.Ordinal));
        Assert.All(result.Findings, finding => Assert.DoesNotContain(Secret, finding.Message, StringComparison.Ordinal));
        Assert.All(world.Store.History, commit =>
        {
            Assert.DoesNotContain(Secret, commit.Change.Message, StringComparison.Ordinal);
            Assert.All(commit.Change.Files.Values.OfType<byte[]>(), bytes => Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
        });
    }

    private sealed class Watcher(ConcurrentQueue<string> shown) : IProgress<PromotionProgress>
    {
        public void Report(PromotionProgress value) => shown.Enqueue(value.Text);
    }
}
