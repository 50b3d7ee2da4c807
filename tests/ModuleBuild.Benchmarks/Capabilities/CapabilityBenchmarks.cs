using System.Diagnostics;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Capabilities.Inputs;

namespace ModuleBuild.Benchmarks.Capabilities;

/// <summary>
/// Capability analysis of many assemblies, cold (nothing is kept) and warm (all summaries are), each all of them looked into from all
/// that others can call. The assemblies are those of the SDK and of restored packages: real code.
/// </summary>
internal static class CapabilityBenchmarks
{
    // Beyond this stand compilers, which are nobody's dependency; below it 200 assemblies have the methods of the budget.
    private const long Largest = 2_500_000;

    public static void Run(int rounds)
    {
        // Fewer are taken evenly from large to small, as closures are.
        const int Most = 200;
        var all = Assemblies().Take(Most).ToList();
        foreach (var count in new[] { 25, 150, Most })
        {
            var files = all.Where((_, at) => (at + 1) * count / Most > at * count / Most).ToList();
            if (files.Count < count)
            {
                Console.WriteLine($"There are only {files.Count} assemblies here.");
            }

            Measure(files, rounds);
        }
    }

    private static void Measure(List<AnalyzedFile> files, int rounds)
    {
        var cache = Directory.CreateTempSubdirectory("modulebuild-");
        try
        {
            var cold = new List<TimeSpan>();
            var warm = new List<TimeSpan>();
            for (var round = 0; round < rounds; round++)
            {
                cache.Delete(recursive: true);
                cache.Create();
                cold.Add(Time(files, cache.FullName));
                warm.Add(Time(files, cache.FullName));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{files.Count,4} assemblies, {files.Sum(file => Methods(file.Path)):N0} methods: cold {Shown(cold)}, warm {Shown(warm)}; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static TimeSpan Time(List<AnalyzedFile> files, string cache)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        CapabilityAnalysis.Run(new AnalysisRequest { Module = "Benchmark", Files = [.. files], CacheFolder = cache }, CancellationToken.None);
        return watch.Elapsed;
    }

    private static int Methods(string path)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(path));
            return image.HasMetadata ? image.GetMetadataReader().MethodDefinitions.Count : 0;
        }
        catch (BadImageFormatException)
        {
            return 0; // a native library of another platform
        }
    }

    private static string Shown(List<TimeSpan> times) => string.Create(
        CultureInfo.InvariantCulture, $"{times.Order().ElementAt(times.Count / 2).TotalSeconds:F2} s ({times.Min().TotalSeconds:F2}–{times.Max().TotalSeconds:F2})");

    private static List<AnalyzedFile> Assemblies()
    {
        var sdk = Path.GetFullPath("../../../sdk", Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return [.. new[] { sdk, packages }
            .Where(Directory.Exists)
            .SelectMany(root => FolderInput.Of(root).Files)
            .DistinctBy(file => Path.GetFileName(file.Path), StringComparer.OrdinalIgnoreCase)
            .Where(file => new FileInfo(file.Path).Length < Largest && Methods(file.Path) > 0)
            .OrderByDescending(file => new FileInfo(file.Path).Length)];
    }
}
