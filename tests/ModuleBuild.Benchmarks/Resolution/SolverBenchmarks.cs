using System.Diagnostics;
using ModuleBuild.Core.Resolution.Solving;
using ModuleBuild.Core.Tests.Resolution.Cases;

namespace ModuleBuild.Benchmarks.Resolution;

/// <summary>
/// Solves the performance suites, data in memory, warm. The suites are no part of the repository (see CaseSuite); the times of pubgrub-rs on
/// them, which their README gives, are the reference.
/// </summary>
internal static class SolverBenchmarks
{
    private static readonly string[] Suites =
    [
        "pubgrub-large-case", "synth-1000x20-easy", "synth-1000x20-mixed", "synth-1000x20-hard", "no-backtracking-1000", "backtracking-ranges-5x200",
    ];

    /// <summary>Runs all suites that are there.</summary>
    /// <param name="rounds">Rounds that count; the best of them stands, as in the reference.</param>
    public static void Run(int rounds)
    {
        Console.WriteLine("| Suite | Solves | Best ms | Conflicts |\n| --- | ---: | ---: | ---: |");
        foreach (var suite in Suites.Where(CaseSuite.Names.Contains))
        {
            var cases = CaseSuite.Read(suite);
            var memory = cases[0].Universe;
            var packages = memory.Ids.Select(id => (id, memory.VersionsOf(id).ToArray().Select(KnownVersion.Of).ToArray())).ToList();
            var universe = PackageUniverse.Create(packages, HostVersions.Of(cases[0].Request, packages), []);
            var solver = new Solver(universe);
            var (best, conflicts) = (double.MaxValue, 0);
            for (var round = -5; round < rounds; round++)
            {
                conflicts = 0;
                var start = Stopwatch.GetTimestamp();
                foreach (var each in cases)
                {
                    conflicts += solver.Solve(new SolverInput(universe, each.Request, [], null), CancellationToken.None).Conflicts;
                }

                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            Console.WriteLine(FormattableString.Invariant($"| {suite} | {cases.Length} | {best:F2} | {conflicts} |"));
        }
    }
}
