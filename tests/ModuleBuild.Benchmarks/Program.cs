using ModuleBuild.Benchmarks.Analyzing;
using ModuleBuild.Benchmarks.Builds;
using ModuleBuild.Benchmarks.Capabilities;
using ModuleBuild.Benchmarks.Locking;
using ModuleBuild.Benchmarks.Processes;
using ModuleBuild.Benchmarks.Releasing;
using ModuleBuild.Benchmarks.Resolution;
using ModuleBuild.Benchmarks.Secrets;
using ModuleBuild.Benchmarks.Stages;

namespace ModuleBuild.Benchmarks;

/// <summary>Measures what the speed budgets in <c>docs/benchmarks.md</c> speak of.</summary>
internal static class Program
{
    private const string Usage = """
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- stages [BenchmarkDotNet's options]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- processes [rounds]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- builds [rounds]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- solver [rounds]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- index [processes]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- restore [rounds]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- lock [rounds]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- analyzer [rounds]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- secrets [rounds] [folder]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- release [rounds]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- promotion [rounds]
        dotnet run -c Release --project tests/ModuleBuild.Benchmarks -- crowd [rounds]
        """;

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["stages", .. var options]:
                StageBenchmarks.Run(options);
                return 0;
            case ["processes", .. var rounds] when Rounds(rounds, 15) is { } count:
                await ProcessBenchmarks.RunAsync(count);
                return 0;
            case ["builds", .. var rounds] when Rounds(rounds, 7) is { } count:
                await BuildBenchmarks.RunAsync(count);
                return 0;
            case ["solver", .. var rounds] when Rounds(rounds, 40) is { } count:
                SolverBenchmarks.Run(count);
                return 0;
            case ["index", .. var rounds] when Rounds(rounds, 5) is { } count:
                await IndexBenchmarks.RunAsync(count);
                return 0;
            case [IndexBenchmarks.Child, var index, var runs]:
                await IndexBenchmarks.RunChildAsync(index, runs);
                return 0;
            case ["restore", .. var rounds] when Rounds(rounds, 7) is { } count:
                await RestoreBenchmarks.RunAsync(count);
                return 0;
            case ["lock", .. var rounds] when Rounds(rounds, 7) is { } count:
                await LockBenchmarks.RunAsync(count);
                return 0;
            case ["capabilities", .. var rounds] when Rounds(rounds, 5) is { } count:
                CapabilityBenchmarks.Run(count);
                return 0;
            case ["analyzer", .. var rounds] when Rounds(rounds, 7) is { } count:
                await AnalyzerBenchmarks.RunAsync(count);
                return 0;
            case ["secrets", .. var rounds] when Rounds(rounds.Take(1).ToArray(), 9) is { } count && rounds.Length <= 2:
                await SecretBenchmarks.RunAsync(count, rounds.ElementAtOrDefault(1));
                return 0;
            case ["promotion", .. var rounds] when Rounds(rounds, 5) is { } count:
                await PromotionBenchmarks.RunAsync(count);
                return 0;
            case ["crowd", .. var rounds] when Rounds(rounds, 3) is { } count:
                await PromotionBenchmarks.RunCrowdAsync(count);
                return 0;
            case ["release", .. var rounds] when Rounds(rounds, 15) is { } count:
                await StoreBenchmarks.RunAsync(count);
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static int? Rounds(string[] arguments, int standard) => arguments switch
    {
        [] => standard,
        [var text] when int.TryParse(text, out var count) && count > 0 => count,
        _ => null,
    };
}
