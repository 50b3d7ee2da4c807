using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ModuleBuild.Benchmarks.Measuring;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Tests.Resolution.Cases;
using ModuleBuild.Feeds.Index;
using ModuleBuild.Testing;

namespace ModuleBuild.Benchmarks.Resolution;

/// <summary>
/// An index file of 1,000 packages with 20 versions each is read and solved, each time in a process of its own: the first time, when
/// everything is compiled, and then warm; with the memory that it takes.
/// </summary>
internal static class IndexBenchmarks
{
    /// <summary>The verb under which the program runs itself.</summary>
    public const string Child = "index-child";

    private const int WarmRuns = 20;

    /// <summary>Runs them, for suites that are there.</summary>
    /// <param name="rounds">Processes a suite.</param>
    public static async Task RunAsync(int rounds)
    {
        Console.WriteLine("| Suite | First run ms | Warm: median ms | Min | Max | Heap after a run MiB | Peak working set MiB, 1 run | … of the bare process |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        using var folder = new TemporaryFolder();
        foreach (var suite in new[] { "synth-1000x20-easy", "synth-1000x20-mixed", "synth-1000x20-hard" }.Where(CaseSuite.Names.Contains))
        {
            var index = WriteIndex(folder, suite);
            var (warm, once) = (new List<double[]>(), new List<double[]>());
            for (var round = 0; round < rounds; round++)
            {
                warm.Add(await RunChildAsync(index, WarmRuns));
                once.Add(await RunChildAsync(index, 0));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {suite} | {Median(once, 0):F0} | {Median(warm, 1):F1} | {warm.Min(each => each[2]):F1} | {warm.Max(each => each[3]):F1} | {Median(once, 4):F1} | {Median(once, 5):F1} | {Median(once, 6):F1} |"));
        }
    }

    /// <summary>What the child does: it prints its figures.</summary>
    /// <param name="index">Path of an index file.</param>
    /// <param name="runs">Warm runs after the first.</param>
    public static async Task RunChildAsync(string index, string runs)
    {
        var bare = PeakMebibytes();
        var (first, heap) = await MeasureAsync(index);
        var peak = PeakMebibytes();
        var warm = new List<double>();
        for (var i = int.Parse(runs, CultureInfo.InvariantCulture); i > 0; i--)
        {
            warm.Add((await MeasureAsync(index)).Time);
        }

        double[] figures = warm.Count == 0 ? [first, 0, 0, 0, heap, peak, bare] : [first, PairedRounds.Median(warm), warm.Min(), warm.Max(), heap, peak, bare];
        Console.WriteLine(JsonSerializer.Serialize(figures));
    }

    private static async Task<(double Time, double Heap)> MeasureAsync(string index)
    {
        var start = Stopwatch.GetTimestamp();
        var (packages, findings) = IndexFileReader.Read(index);
        var source = new MemorySource(packages);
        var request = CaseRequest();
        var result = await ModuleResolver.ResolveAsync(request, source, null, CancellationToken.None);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (!findings.IsEmpty || result.Set is null)
        {
            throw new InvalidOperationException("There is a solution.");
        }

        var heap = GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0;
        GC.KeepAlive(source);
        GC.KeepAlive(result);
        return (time, heap);
    }

    // What all synthetic suites ask for.
    private static Core.Resolution.Requests.ResolutionRequest CaseRequest() => new()
    {
        Roots = [Core.Resolution.Requests.RootRequirement.Of("root", new("[0.0.0]", NuGet.Versioning.VersionRange.Parse("[0.0.0]")))],
    };

    private static string WriteIndex(TemporaryFolder folder, string suite)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(CaseSuite.Folder, suite + ".json.gz")), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(file);
        return folder.Write($"{suite}.json", document.RootElement.GetProperty("universe").GetRawText());
    }

    private static async Task<double[]> RunChildAsync(string index, int runs)
    {
        var result = await ChildProcess.RunAsync(
            "dotnet", [Environment.GetCommandLineArgs()[0], Child, index, runs.ToString(CultureInfo.InvariantCulture)], Path.GetDirectoryName(index)!);
        return JsonSerializer.Deserialize<double[]>(result.Succeeded().Output)!;
    }

    private static double Median(List<double[]> runs, int figure) => PairedRounds.Median(runs.Select(run => run[figure]));

    private static double PeakMebibytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1024.0 / 1024.0;
    }
}
