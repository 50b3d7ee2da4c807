using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Commands;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Tests.Fakes;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Deployers;

public sealed class CommandDeployerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CommandDeployerTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs sh.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Command_gets_the_set_and_who_asks_for_it()
    {
        var set = ModuleSet.Of([new ReleasedModule("Acme.A", "1.0.0", "hash")], JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{ "Acme.A": { "port": 80 } }""")!);
        var script = $"cat > {_folder["set"]}; env | grep ^MODULEBUILD_ | sort > {_folder["variables"]}";

        Assert.Empty(await DeployAsync(script, new DeployRequest("staging", 7, set, "op", 12, [5, 7], Activate: false)));

        Assert.Equal(
            "MODULEBUILD_ACTIVATE=false\nMODULEBUILD_ENVIRONMENT=staging\nMODULEBUILD_FENCE=12\nMODULEBUILD_OPERATION=op\nMODULEBUILD_RELEASE=7\n",
            await File.ReadAllTextAsync(_folder["variables"], Target.Cancellation));
        Assert.Equal(
            $$"""
            {
              "formatVersion": 1,
              "environment": "staging",
              "release": 7,
              "setDigest": "{{set.Digest()}}",
              "operation": "op",
              "fence": 12,
              "activate": false,
              "keep": [
                5,
                7
              ],
              "modules": [
                {
                  "id": "Acme.A",
                  "version": "1.0.0",
                  "contentHash": "hash",
                  "settings": {
                    "port": 80
                  }
                }
              ]
            }

            """,
            await File.ReadAllTextAsync(_folder["set"], Target.Cancellation));
    }

    [Fact]
    public async Task Command_that_fails_is_told_and_not_run_again()
    {
        var findings = await new StepRunner(new ManualClock()).RunAsync(
            StepPlan.Of(Phase.Applying), _ => DeployAsync($"echo x >> {_folder["runs"]}; echo 'host 3 is down'; exit 2"), null, Target.Cancellation);

        var finding = Assert.Single(findings);

        Assert.Equal("MB6024", finding.Code);
        Assert.Contains("to 'sh': It ended with exit code 2. What it wrote was shown where it ran.", finding.Message, StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(_folder["runs"], Target.Cancellation));
    }

    [Fact]
    public async Task Command_that_asks_for_it_is_run_again()
    {
        var script = $"echo x >> {_folder["runs"]}; test $(wc -l < {_folder["runs"]}) -ge 3 || exit 75";

        Assert.Empty(await DeployAsync(script));

        Assert.Equal(3, (await File.ReadAllLinesAsync(_folder["runs"], Target.Cancellation)).Length);
    }

    [Fact]
    public async Task Command_is_not_run_again_for_ever()
    {
        var finding = Assert.Single(await DeployAsync($"echo x >> {_folder["runs"]}; exit 75"));

        Assert.Contains("exit code 75", finding.Message, StringComparison.Ordinal);
        Assert.Equal(5, (await File.ReadAllLinesAsync(_folder["runs"], Target.Cancellation)).Length);
    }

    [Theory]
    [InlineData("exit 0", "exit 0", null, "before deployed after")]
    [InlineData("exit 1", "exit 0", "MB6025", "before")]
    [InlineData("exit 0", "exit 1", "MB6025", "before deployed after")]
    public async Task Commands_run_around_a_deployer_and_fail_the_step(string before, string after, string? code, string expected)
    {
        var place = new Recorder(_folder["story"]);
        var deployer = new CommandedDeployer(
            place, [Command($"echo before >> {_folder["story"]}; {before}")], [Command($"echo after >> {_folder["story"]}; {after}")], new ManualClock());

        var findings = await deployer.DeployAsync(Request(), Target.Cancellation);

        Assert.Equal(code, findings.FirstOrDefault()?.Code);
        Assert.Equal(expected.Split(' '), await File.ReadAllLinesAsync(_folder["story"], Target.Cancellation));
    }

    private static DeployRequest Request() => new("staging", 7, World.Set("A 1.0.0"), "op", 12, [7]);

    private static CommandOptions Command(string script) => new(["sh", "-c", script], TimeSpan.FromMinutes(1));

    private static Task<ImmutableArray<Finding>> DeployAsync(string script, DeployRequest? request = null) =>
        new CommandDeployer(Command(script), new ManualClock()).DeployAsync(request ?? Request(), Target.Cancellation);

    private sealed class Recorder(string story) : IDeployer
    {
        public async Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation)
        {
            await File.AppendAllTextAsync(story, "deployed\n", cancellation);
            return [];
        }
    }
}
