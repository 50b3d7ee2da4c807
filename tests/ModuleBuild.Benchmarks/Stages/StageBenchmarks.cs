using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ModuleBuild.Testing;
using Perfolizer.Horology;

namespace ModuleBuild.Benchmarks.Stages;

/// <summary>The stages as functions, warm, each beside a plain reading of the same bytes.</summary>
internal static class StageBenchmarks
{
    /// <summary>Runs them.</summary>
    /// <param name="options">BenchmarkDotNet's own, for example <c>--filter *Sbom*</c>.</param>
    public static void Run(string[] options)
    {
        // In this process: a generated project would not know the central package versions, nor where the SDK's NuGet client is.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                .WithWarmupCount(5).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(100)))
            .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics)
            .AddColumn(StatisticColumn.Median, StatisticColumn.Min, StatisticColumn.Max, BaselineRatioColumn.RatioMean)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(BenchmarkDotNet.Exporters.MarkdownExporter.GitHub)
            .WithArtifactsPath(RepositoryFolder.Combine("artifacts", "benchmarks"));
        BenchmarkSwitcher.FromTypes([typeof(ManifestBenchmarks), typeof(SbomBenchmarks), typeof(PageBenchmarks)])
            .Run(options.Contains("--filter") ? options : [.. options, "--filter", "*"], config);
    }
}
