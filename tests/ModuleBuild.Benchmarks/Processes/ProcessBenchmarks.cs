using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Benchmarks.Measuring;
using ModuleBuild.Benchmarks.Stages;
using ModuleBuild.Testing;

namespace ModuleBuild.Benchmarks.Processes;

/// <summary><c>modulebuild validate</c> as a process, beside the least that a process costs.</summary>
internal static class ProcessBenchmarks
{
    /// <summary>Runs them.</summary>
    /// <param name="rounds">Rounds that count.</param>
    public static async Task RunAsync(int rounds)
    {
        using var folder = new TemporaryFolder();
        var bare = await BareProgram.CompileAsync(folder);
        var tool = await InstalledTool.InstallAsync(folder);
        AddModules(folder, "one", 1);
        AddModules(folder, "thousand", 1_000);

        await PairedRounds.RunAsync("Processes", rounds,
            new Contender("a C# program that prints one line", () => MeasureAsync(bare, folder.Path)),
            new Contender("`dotnet --version`", () => MeasureAsync("dotnet", folder.Path, "--version")),
            new Contender("`modulebuild validate`, 1 manifest", () => MeasureAsync(tool, folder["one/m0"], "validate", "module.json")),
            new Contender("`modulebuild validate`, 1,000 manifests", () => MeasureAsync(tool, folder["thousand"], "validate")));
    }

    private static void AddModules(TemporaryFolder folder, string name, int count)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(SampleModule.ManifestPath)!))
        {
            var content = File.ReadAllText(file);
            for (var i = 0; i < count; i++)
            {
                // Different ids: nothing can be remembered from one to the next.
                var id = string.Create(CultureInfo.InvariantCulture, $"Acme.Orders{i}");
                folder.Write(string.Create(CultureInfo.InvariantCulture, $"{name}/m{i}/{Path.GetFileName(file)}"), content.Replace("\"Acme.Orders\"", $"\"{id}\"", StringComparison.Ordinal));
            }
        }
    }

    private static async Task<double> MeasureAsync(string program, string folder, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var result = await ChildProcess.RunAsync(program, arguments, folder);
        var time = watch.Elapsed.TotalMilliseconds;
        result.Succeeded();
        return time;
    }
}
