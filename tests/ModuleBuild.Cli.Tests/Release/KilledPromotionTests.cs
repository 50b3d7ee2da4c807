using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleBuild.Release.Model;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>
/// Real processes are killed at every point of their work, and every other one of those who go on with it is killed, too, at a point that a seed chose; the
/// next run finishes it. With <c>MODULEBUILD_ALL_PAIRS=1</c> they are killed at every pair of points.
/// </summary>
public sealed class KilledPromotionTests(ITestOutputHelper output)
{
    private const string Old = "Acme.A 1.1.0, Acme.B 1.0.0";
    private const string New = "Acme.A 2.0.0, Acme.B 2.0.0";

    // The day until which a set must have been good before it may come here.
    private static readonly TimeSpan Soak = TimeSpan.FromDays(1);

    private static readonly bool AllPairs = Environment.GetEnvironmentVariable("MODULEBUILD_ALL_PAIRS") == "1";

    // Worlds wait for leases all at once; processes, which wait for git, get the processors in turn.
    private static readonly SemaphoreSlim Processors = new(2 * Environment.ProcessorCount);

    private static readonly Lazy<Task<ReleaseFolder>> Promoted = new(async () =>
    {
        var folder = await ReleaseFolder.CreateAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0")).Succeeded();
        (await folder.RunAsync("promote", "dev", "staging")).Succeeded();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@2.0.0")).Succeeded();
        folder.WriteLease("staging", "1s");
        (await ChildProcess.RunAsync("git", ["repack", "-a", "-d", "-q"], folder.Store)).Succeeded(); // few files are quickly copied
        return folder;
    });

    public enum Story
    {
        Healthy,
        Failing,
        BeginsToWait,
        SoakIsOver,
        Rollback,
    }

    [Theory]
    [InlineData(Story.Healthy, 10)]
    [InlineData(Story.Failing, 14)]
    [InlineData(Story.BeginsToWait, 4)]
    [InlineData(Story.SoakIsOver, 10)]
    [InlineData(Story.Rollback, 10)]
    public async Task Killed_at_every_point_the_next_run_finishes_and_nothing_is_mixed(Story story, int leastPoints)
    {
        Assert.SkipWhen(story == Story.Failing && OperatingSystem.IsWindows(), "The probe is a shell script.");
        using var start = await PrepareAsync(story);
        var (chance, finished) = (new Random(20261125 + (int)story), new List<Task<int[]>>());
        await foreach (var (world, point) in KillAtEveryPointAsync(start, story))
        {
            finished.Add(FinishOnceAsync(world, story, point, [.. Seconds(leastPoints, point, chance)]));
        }

        var killed = await Task.WhenAll(finished);
        var twice = killed.Sum(each => each.Count(second => second > 0));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{story}: {killed.Length} processes killed, one at each point, and {twice} of those who went on; {killed.Sum(each => each.Length)} finished, none mixed."));
        Assert.True(killed.Length >= leastPoints, $"Only {killed.Length} points were there to die at.");
        Assert.True(twice >= killed.Length / 4, $"Only {twice} were killed twice.");
    }

    [Fact]
    public async Task Killed_while_it_waits_the_next_run_goes_on_when_the_soak_is_over()
    {
        using var folder = await PrepareAsync(Story.BeginsToWait);
        using var sleeper = Process.Start(new ProcessStartInfo("dotnet", [CommandRun.Program, "promote", "dev", "staging", "--wait"])
        {
            WorkingDirectory = folder.Workspace,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NUGET_PACKAGES"] = folder["packages"] },
        })!;
        await using (var store = new StoreView(folder))
        {
            while ((await store.ReadAsync("staging")).Operation is not { Phase: Phase.Waiting })
            {
                Assert.False(sleeper.HasExited);
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        sleeper.Kill();
        await sleeper.WaitForExitAsync(TestContext.Current.CancellationToken);

        await FinishAsync(folder, Story.BeginsToWait);
    }

    // 0 is no second death.
    private static IEnumerable<int> Seconds(int points, int point, Random chance) =>
        AllPairs ? Enumerable.Range(0, points + 10) : [point % 2 == 0 ? 0 : chance.Next(1, Math.Max(4, points - point + 2))];

    private static async Task<ReleaseFolder> PrepareAsync(Story story)
    {
        var folder = (await Promoted.Value).Copy();
        switch (story)
        {
            case Story.Failing:
                folder.Write("health.sh", """
                    echo release $(sed -n 's/.*"release": \([0-9]*\),/\1/p' ../run/staging/current.json)
                    ! grep -q '"version": "2.0.0"' ../run/staging/current.json
                    """);
                folder.WritePolicy("staging", "health", JsonNode.Parse("""{ "kind": "command", "command": ["sh", "health.sh"], "interval": "10ms", "bake": "0s", "successes": 1 }"""));
                break;
            case Story.BeginsToWait or Story.SoakIsOver:
                folder.WritePolicy("staging", "gates", JsonNode.Parse("""{ "soak": "1d" }"""));
                break;
            case Story.Rollback:
                (await folder.RunAsync("promote", "dev", "staging")).Succeeded();
                break;
        }

        if (story == Story.SoakIsOver)
        {
            Assert.Equal(ExitCode.Waiting, (await folder.RunAsync(CommandOf(story))).ExitCode);
            await LetSoakPassAsync(folder);
        }

        return folder;
    }

    private static string[] CommandOf(Story story) => story == Story.Rollback ? ["rollback", "staging"] : ["promote", "dev", "staging"];

    // What is killed is finished while the next ones are killed.
    private static async IAsyncEnumerable<(ReleaseFolder World, int Point)> KillAtEveryPointAsync(ReleaseFolder start, Story story)
    {
        for (var next = 1; ; next += Environment.ProcessorCount)
        {
            var runs = await Task.WhenAll(Enumerable.Range(next, Environment.ProcessorCount).Select(async point =>
            {
                var world = start.Copy();
                var isKilled = IsKilled(await RunAsync(world, point, story == Story.SoakIsOver ? ["resume", "staging"] : CommandOf(story)));
                AssertNotMixed(world);
                return (World: world, Point: point, IsKilled: isKilled);
            }));
            foreach (var (world, point, isKilled) in runs)
            {
                if (isKilled)
                {
                    yield return (world, point);
                }
                else
                {
                    world.Dispose();
                }
            }

            if (!Array.TrueForAll(runs, run => run.IsKilled))
            {
                yield break;
            }
        }
    }

    // The points at which those died who went on, 0 for who did not.
    private static async Task<int[]> FinishOnceAsync(ReleaseFolder killed, Story story, int point, int[] seconds)
    {
        using var world = killed;
        var deaths = new int[seconds.Length];
        for (var i = 0; i < seconds.Length; i++)
        {
            using var copy = seconds.Length > 1 ? world.Copy() : null;
            var each = copy ?? world;
            if (seconds[i] > 0 && IsKilled(await GoOnAsync(each, story, seconds[i])))
            {
                deaths[i] = seconds[i];
                AssertNotMixed(each);
            }

            await FinishAsync(each, story);
            if (point == 1 && i == 0)
            {
                await CheckByCommandAsync(each);
            }
        }

        return deaths;
    }

    // What a machine does when it comes up: it goes on with what is open, or else asks for the same again; where that has ended there is nothing to do.
    private static async Task<ProcessResult?> GoOnAsync(ReleaseFolder folder, Story story, int dieAt = 0)
    {
        await using var store = new StoreView(folder);
        var open = (await store.ReadAsync("staging")).Operation;
        if (open is { Owner: not null } && open.LeaseUntil - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } lease)
        {
            await Task.Delay(lease + TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }

        return open is not null ? await RunAsync(folder, dieAt, "resume", "staging")
            : (await store.OutcomesAsync("staging")).Count() == OutcomesBefore(story) ? await RunAsync(folder, dieAt, CommandOf(story))
            : null;
    }

    private static async Task FinishAsync(ReleaseFolder folder, Story story)
    {
        var result = await GoOnAsync(folder, story);
        if (story == Story.BeginsToWait)
        {
            Assert.Equal(ExitCode.Waiting, result!.ExitCode);
            await LetSoakPassAsync(folder);
            result = await GoOnAsync(folder, story);
        }

        var (outcome, exitCode, running) = story switch
        {
            Story.Failing => (OperationOutcome.RolledBack, ExitCode.Findings, Old),
            Story.Rollback => (OperationOutcome.Succeeded, ExitCode.Success, Old),
            _ => (OperationOutcome.Succeeded, ExitCode.Success, New),
        };
        Assert.True(result is null || result.ExitCode == exitCode, $"exit code {result?.ExitCode}\n{result?.Output}\n{result?.Error}");
        Assert.Equal(running, string.Join(", ", folder.Running("staging")));
        await using var store = new StoreView(folder);
        await store.AssertWholeAsync("staging");
        Assert.Equal([.. Enumerable.Repeat(OperationOutcome.Succeeded, OutcomesBefore(story)), outcome], await store.OutcomesAsync("staging"));
    }

    private static async Task CheckByCommandAsync(ReleaseFolder world)
    {
        (await world.RunAsync("ledger", "verify", "staging")).Succeeded();
        (await world.RunAsync("env", "fsck")).Succeeded();
    }

    private static void AssertNotMixed(ReleaseFolder folder)
    {
        Assert.Contains(string.Join(", ", folder.Running("staging")), new[] { Old, New });
        Assert.Empty(folder.MissingFiles("staging"));
    }

    private static async Task LetSoakPassAsync(ReleaseFolder folder)
    {
        await using var store = new StoreView(folder);
        await store.LetPassAsync("dev", Soak);
    }

    private static int OutcomesBefore(Story story) => story == Story.Rollback ? 2 : 1;

    private static bool IsKilled(ProcessResult? result) => result?.ExitCode is 137 or -1;

    private static async Task<ProcessResult> RunAsync(ReleaseFolder folder, int dieAt, params string[] command)
    {
        await Processors.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await folder.RunAsync(new Dictionary<string, string?> { ["MODULEBUILD_FAULT"] = dieAt.ToString(CultureInfo.InvariantCulture) }, command);
        }
        finally
        {
            Processors.Release();
        }
    }
}
