using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Benchmarks.Releasing;

/// <summary>Promotions as users run them: the installed command, a store in a folder, packages of a folder feed, a folder as target.</summary>
internal static class PromotionBenchmarks
{
    private const int Promoters = 16;

    // Who waits for others has to say so before that.
    private static readonly TimeSpan LongestCrowd = TimeSpan.FromSeconds(20);

    /// <summary>Measures, and prints a line for each figure.</summary>
    /// <param name="rounds">How often each promotion is done.</param>
    public static async Task RunAsync(int rounds)
    {
        using var folder = new TemporaryFolder();
        var tool = await Processes.InstalledTool.InstallAsync(folder);
        foreach (var modules in new[] { 100, 1000 })
        {
            using var world = await PromotionWorld.CreateAsync(tool, modules);
            await MeasureAsync($"promote {modules} modules, brought for the first time", 2, round => world.PromoteAsync(round % 2 == 0 ? "2.0.0" : "1.0.0"));
            await MeasureAsync($"promote {modules} modules, which are there", rounds, round => world.PromoteAsync(round % 2 == 0 ? "2.0.0" : "1.0.0"));
            await MeasureAsync($"roll {modules} modules back", rounds, _ => world.RunAsync(0, "rollback", "staging"));
        }

        using var small = await PromotionWorld.CreateAsync(tool, 100);
        await MeasureAsync("resume what was killed after it began, 100 modules", rounds, _ => small.ResumeAsync());
        await MeasureAsync("sick release of 100 modules: verdict, and back", rounds, _ => small.FailAsync());
    }

    /// <summary>Measures a crowd: as many promoters as modules, all at once. It takes less than a minute for three rounds, or fails.</summary>
    /// <param name="rounds">How often.</param>
    public static async Task RunCrowdAsync(int rounds)
    {
        using var folder = new TemporaryFolder();
        var tool = await Processes.InstalledTool.InstallAsync(folder);
        await MeasureAsync($"{Promoters} promoters at once, of {Promoters} modules", rounds, async _ =>
        {
            using var crowd = await PromotionWorld.CreateAsync(tool, Promoters);
            return await crowd.CompeteAsync(LongestCrowd);
        });
    }

    private static async Task MeasureAsync(string what, int rounds, Func<int, Task<TimeSpan>> act)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            times.Add((await act(round)).TotalSeconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-60} {times[times.Count / 2],6:0.00} s ({times[0]:0.00} to {times[^1]:0.00}, {times.Count} rounds)"));
    }
}

/// <summary>A workspace with environments dev and staging, and modules in two versions.</summary>
internal sealed class PromotionWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _tool;
    private readonly List<string> _modules;
    private string _inDev = "1.0.0";

    private PromotionWorld(string tool, int modules)
    {
        _tool = tool;
        _modules = [.. Enumerable.Range(0, modules).Select(number => string.Create(CultureInfo.InvariantCulture, $"Acme.M{number:0000}"))];
    }

    /// <summary>Makes it, with version 1.0.0 in dev and staging.</summary>
    public static async Task<PromotionWorld> CreateAsync(string tool, int modules)
    {
        var world = new PromotionWorld(tool, modules);
        world._folder.Write("workspace/modulebuild.json", "{}");
        world._folder.Write("workspace/nuget.config", """<configuration><packageSources><clear /><add key="feed" value="../feed" /></packageSources></configuration>""");
        var code = new byte[20_000];
        foreach (var (id, index) in world._modules.Select((id, index) => (id, index)))
        {
            foreach (var version in new[] { "1.0.0", "2.0.0" })
            {
                var package = TestPackage.Module(id, version).WithFile($"lib/net10.0/{id}.dll", code);
                (index % 10 == 0 ? package : package.DependsOn(world._modules[index - 1], $"[{version},{version[0]}.9)")).WriteTo(world._folder["feed"]);
            }
        }

        await world.RunAsync(0, "env", "init");
        await world.RunAsync(0, "env", "add", "dev", "--path", "../run/dev", "--security-level", "low");
        await world.RunAsync(0, "env", "add", "staging", "--from", "dev", "--path", "../run/staging", "--security-level", "low");
        await world.BringToDevAsync("1.0.0");
        return world;
    }

    /// <summary>Promotes a version of all modules to staging; what is timed is that step alone.</summary>
    public async Task<TimeSpan> PromoteAsync(string version)
    {
        await BringToDevAsync(version);
        return await RunAsync(0, "promote", "dev", "staging");
    }

    /// <summary>A process is killed when its operation has begun; what is timed is the next one, which finishes it.</summary>
    public async Task<TimeSpan> ResumeAsync()
    {
        SetPolicy("lease", "1s");
        await BringToDevAsync(Other());
        using (var process = Start("promote", "dev", "staging", "--json"))
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("\"began\"", StringComparison.Ordinal))
            {
            }

            process.Kill();
            await process.WaitForExitAsync();
        }

        await Task.Delay(1100);
        return await RunAsync(0, "resume", "staging");
    }

    /// <summary>The probe says no at once to what is new; what is timed is from its verdict to the end of the way back.</summary>
    public async Task<TimeSpan> FailAsync()
    {
        await RunAsync(0, "promote", "dev", "staging");
        await BringToDevAsync(Other());
        var good = await CountAsync();
        SetPolicy("health", new JsonObject
        {
            ["kind"] = "command",
            ["command"] = new JsonArray("sh", "-c", $"test $MODULEBUILD_RELEASE -le {good.ToString(CultureInfo.InvariantCulture)} && echo release $MODULEBUILD_RELEASE"),
            ["bake"] = "1ms",
            ["successes"] = 1,
            ["interval"] = "10ms",
        });
        var took = TimeSpan.Zero;
        using (var process = Start("promote", "dev", "staging", "--json"))
        {
            var clock = new Stopwatch();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Contains("\"reverting\"", StringComparison.Ordinal))
                {
                    clock.Start();
                }

                took = line.Contains("\"end\"", StringComparison.Ordinal) ? clock.Elapsed : took;
            }

            await process.WaitForExitAsync();
        }

        SetPolicy("health", null);
        await RunAsync(0, "quarantine", "lift", "staging", "--reason", "the benchmark");
        return took;
    }

    /// <summary>As many promoters as modules, each with one of them; timed until the last has ended.</summary>
    /// <param name="limit">How long each may take: it fails afterwards.</param>
    public async Task<TimeSpan> CompeteAsync(TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(_modules.Select(module => RunAsync(limit, 0, "promote", "dev", "staging", "--module", $"{module}@1.0.0", "--wait")));
        return clock.Elapsed;
    }

    /// <summary>Runs the command.</summary>
    public Task<TimeSpan> RunAsync(int expected, params string[] arguments) => RunAsync(TimeSpan.FromMinutes(5), expected, arguments);

    private async Task<TimeSpan> RunAsync(TimeSpan limit, int expected, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var result = await ChildProcess.RunAsync(_tool, arguments, _folder["workspace"], Variables(), limit);
        return result.ExitCode == expected ? clock.Elapsed : throw new InvalidOperationException($"{string.Join(' ', arguments.Take(5))}: {result.ExitCode}\n{result.Output}\n{result.Error}");
    }

    public void Dispose() => _folder.Dispose();

    private string Other() => _inDev == "1.0.0" ? "2.0.0" : "1.0.0";

    private Task<TimeSpan> BringToDevAsync(string version) => RunAsync(0, ["promote", "feed", "dev", "--module", .. _modules.Select(module => $"{module}@{_inDev = version}")]);

    private async Task<int> CountAsync()
    {
        var shown = await ChildProcess.RunAsync(_tool, ["status", "staging", "--json"], _folder["workspace"], Variables());
        return JsonNode.Parse(shown.Output)!["environments"]![0]!["current"]!["releases"]!.GetValue<int>();
    }

    private void SetPolicy(string field, JsonNode? value)
    {
        var path = _folder["workspace/environments/staging.json"];
        var policy = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        policy.Remove(field);
        if (value is not null)
        {
            policy[field] = value;
        }

        File.WriteAllText(path, policy.ToJsonString());
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(_tool, arguments) { WorkingDirectory = _folder["workspace"], RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["NUGET_PACKAGES"] = _folder["packages"];
        return Process.Start(start)!;
    }

    private Dictionary<string, string?> Variables() => new() { ["NUGET_PACKAGES"] = _folder["packages"] };
}
