using System.Globalization;
using System.Text.RegularExpressions;

namespace ModuleBuild.Benchmarks.Builds;

/// <summary>Reads what MSBuild itself says of its targets with <c>-clp:PerformanceSummary</c>.</summary>
internal static partial class PerformanceSummary
{
    // MSBuild counts these a second time in the gate, which calls them.
    private static readonly HashSet<string> InsideTheGate = new(StringComparer.OrdinalIgnoreCase)
    {
        "_ModuleBuildCollectFacts", "ModuleBuildValidate", "ModuleBuildDependencies", "ModuleBuildResolve", "ModuleBuildCompare",
        "_ModuleBuildFindLastRelease", "_ModuleBuildTellComparison", "ModuleBuildAnalyze", "_ModuleBuildCollectOutputs", "_ModuleBuildTellAnalysis",
        "ModuleBuildSbom", "ModuleBuildDocs", "_ModuleBuildCloseGate",
    };

    /// <summary>The time of all targets of ModuleBuild together, in milliseconds.</summary>
    /// <param name="log">What the build printed.</param>
    public static double TimeOfOurTargets(string log) => Section().Match(log) is { Success: true } section
        ? Line().Matches(section.Value)
            .Where(line => IsOurs(line.Groups["name"].Value))
            .Sum(line => double.Parse(line.Groups["ms"].ValueSpan, CultureInfo.InvariantCulture))
        : throw new InvalidOperationException($"The build printed no performance summary.\n{log}");

    private static bool IsOurs(string target) =>
        target.TrimStart('_').StartsWith("ModuleBuild", StringComparison.OrdinalIgnoreCase) && !InsideTheGate.Contains(target);

    [GeneratedRegex(@"^Target Performance Summary:.*?(?=^\S.* Performance Summary:|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    //     12 ms  _ModuleBuildGate                           50 calls
    [GeneratedRegex(@"^\s*(?<ms>\d+) ms\s+(?<name>\S+)\s+\d+ calls", RegexOptions.Multiline)]
    private static partial Regex Line();
}
