using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>
/// MB0028: what the module needs is not what it conflicts with, and no host. To exclude one bad version of a dependency is right; to
/// exclude all that the dependency allows is not.
/// </summary>
internal static class ConflictRule
{
    public static void Check(RuleContext context)
    {
        var manifest = context.Manifest;
        var conflicts = manifest.Conflicts.ToLookup(conflict => conflict.Id, StringComparer.OrdinalIgnoreCase);
        var hosts = manifest.Host.Select(host => host.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);

        foreach (var dependency in manifest.Dependencies)
        {
            CheckConflicts("dependencies", "depends on", dependency.Id, dependency.Range);
            if (hosts.Contains(dependency.Id))
            {
                context.ReportName(
                    DiagnosticCatalog.Contradiction, JsonPointer.Append("/dependencies", dependency.Id), fix: null,
                    $"'{Quotation.Shorten(dependency.Id)}' is a host and a dependency. A host is there before its modules: keep it in 'host' alone.");
            }
        }

        foreach (var host in manifest.Host)
        {
            CheckConflicts("host", "runs on", host.Id, host.Range);
        }

        void CheckConflicts(string field, string verb, string id, WrittenRange range)
        {
            if (conflicts[id].FirstOrDefault(conflict => range.Range.IsSubSetOrEqualTo(conflict.Range.Range)) is { } excluded)
            {
                context.ReportName(
                    DiagnosticCatalog.Contradiction, JsonPointer.Append("/conflicts", excluded.Id), fix: null,
                    $"The module {verb} '{Quotation.Shorten(id)}' {Quotation.Shorten(range.Text)} and conflicts with {Quotation.Shorten(excluded.Range.Text)}, which is all of it. Narrow one of the two.");
            }
        }
    }
}
