using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Capabilities;

/// <summary>What is reached on some platform is reached.</summary>
internal static class PlatformMerge
{
    /// <summary>One result of those of each platform; ways are those of the first that has them.</summary>
    /// <param name="results">At least one, each with its platform.</param>
    public static AnalysisResult Of(ImmutableArray<(Platform Platform, AnalysisResult Result)> results)
    {
        var all = results.Select(pair => pair.Result).ToList();
        if (all.Count == 1)
        {
            return all[0];
        }

        var unknown = results
            .SelectMany(pair => pair.Result.Report.Unknown.Where(unknown => !pair.Platform.Lacks.Contains(unknown.Name)))
            .DistinctBy(unknown => unknown.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(unknown => unknown.Name, StringComparer.OrdinalIgnoreCase);
        var report = all[0].Report with { Capabilities = Union(all.Select(result => result.Report.Capabilities)), Unknown = [.. unknown] };
        return new AnalysisResult(
            report,
            [.. all.SelectMany(result => result.Entries).GroupBy(entry => (entry.Type, entry.Assembly)).Select(Union)],
            all.All(result => result.MissingEntry is not null) ? all[0].MissingEntry : null);
    }

    private static EntryCapabilities Union(IEnumerable<EntryCapabilities> entries)
    {
        var all = entries.ToList();
        var methods = all.SelectMany(entry => entry.Methods)
            .GroupBy(method => (method.Method, method.Signature))
            .Select(group => group.First() with { Capabilities = Union(group.Select(method => method.Capabilities)) });
        return all[0] with { Methods = [.. methods], Capabilities = Union(all.Select(entry => entry.Capabilities)) };
    }

    private static ImmutableArray<ReachedCapability> Union(IEnumerable<ImmutableArray<ReachedCapability>> reached) =>
    [
        .. reached.SelectMany(capabilities => capabilities)
            .DistinctBy(one => (one.Capability, one.Package))
            .OrderBy(one => one.Capability.ToString(), StringComparer.Ordinal)
            .ThenBy(one => one.Package, StringComparer.Ordinal),
    ];
}
