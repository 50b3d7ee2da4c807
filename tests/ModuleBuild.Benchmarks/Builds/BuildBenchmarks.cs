using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Benchmarks.Measuring;
using ModuleBuild.Testing;

namespace ModuleBuild.Benchmarks.Builds;

/// <summary>Real builds with the packed package and without it.</summary>
internal static class BuildBenchmarks
{
    private const int Modules = 50;
    private const int CleanModules = 20;

    /// <summary>Runs them.</summary>
    /// <param name="rounds">Rounds that count.</param>
    public static async Task RunAsync(int rounds)
    {
        using var with = await ModuleWorkspace.CreateAsync("with");
        using var without = await ModuleWorkspace.CreateAsync("without");
        foreach (var workspace in new[] { with, without })
        {
            await PrepareAsync(workspace, uses: workspace == with);
        }

        await MeasureAsync($"Builds of {Modules} projects that are up to date", Modules, rounds, with, without, workspace => BuildAsync(workspace, "all.slnx", "--no-restore"));
        await MeasureAsync($"Clean builds of {CleanModules} projects, one after another in one process", CleanModules, rounds, with, without, BuildCleanAsync);
    }

    private static async Task PrepareAsync(ModuleWorkspace workspace, bool uses)
    {
        string[] ids = [.. Enumerable.Range(0, Modules).Select(i => string.Create(CultureInfo.InvariantCulture, $"Acme.Module{i}"))];
        foreach (var id in ids)
        {
            var project = workspace.AddModule(id);
            if (!uses)
            {
                var lines = File.ReadAllLines(project).Where(line => !line.Contains("Include=\"ModuleBuild\"", StringComparison.Ordinal));
                File.WriteAllLines(project, [.. lines]);
            }
        }

        workspace.AddSolution(ids.Take(CleanModules));
        File.Move(workspace["all.slnx"], workspace["clean.slnx"]);
        workspace.AddSolution(ids);
        foreach (var solution in new[] { "clean.slnx", "all.slnx" })
        {
            await BuildAsync(workspace, solution);
        }
    }

    private static async Task MeasureAsync(
        string title, int projects, int rounds, ModuleWorkspace with, ModuleWorkspace without, Func<ModuleWorkspace, Task<(double Time, string Log)>> buildAsync)
    {
        var ours = new List<double>();
        await PairedRounds.RunAsync(title, rounds,
            new Contender("without ModuleBuild", async () => (await buildAsync(without)).Time),
            new Contender("with ModuleBuild", async () =>
            {
                var (time, log) = await buildAsync(with);
                ours.Add(PerformanceSummary.TimeOfOurTargets(log));
                return time;
            }));
        ours.RemoveAt(0); // to warm up
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nModuleBuild's own targets in it, as MSBuild says: median {PairedRounds.Median(ours):F0} ms, {ours.Min():F0} to {ours.Max():F0}; "
            + $"{PairedRounds.Median(ours) / projects:F1} ms a project."));
    }

    private static Task<(double Time, string Log)> BuildCleanAsync(ModuleWorkspace workspace)
    {
        foreach (var folder in Enumerable.Range(0, CleanModules).SelectMany(i => new[]
        {
            workspace[string.Create(CultureInfo.InvariantCulture, $"Acme.Module{i}/bin")],
            workspace[string.Create(CultureInfo.InvariantCulture, $"Acme.Module{i}/obj/Debug")],
        }))
        {
            Directory.Delete(folder, recursive: true);
        }

        return BuildAsync(workspace, "clean.slnx", "--no-restore", "-m:1");
    }

    private static async Task<(double Time, string Log)> BuildAsync(ModuleWorkspace workspace, string solution, params string[] options)
    {
        var watch = Stopwatch.StartNew();
        var build = await workspace.Spawned.DotnetAsync(
            ["build", solution, "-clp:PerformanceSummary", "-nodeReuse:false", .. options], workspace.Path);
        var time = watch.Elapsed.TotalMilliseconds;
        return build.Succeeded && build.Messages.Count == 0 ? (time, build.Log) : throw new InvalidOperationException(build.Log);
    }
}
