using System.Globalization;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Output;

/// <summary>The last line for people: how much was found, and what can be done about it at once.</summary>
internal static class FindingSummary
{
    /// <summary>The line.</summary>
    /// <param name="subject">What was looked at, for example <c>3 manifests</c>.</param>
    /// <param name="findings">What remains.</param>
    /// <param name="accepted">How many a baseline took out.</param>
    public static string Of(string subject, IReadOnlyList<Finding> findings, int accepted)
    {
        var parts = new[] { (Severity.Error, "error"), (Severity.Warning, "warning"), (Severity.Note, "note") }
            .Select(kind => (Count: findings.Count(finding => finding.Severity == kind.Item1), Noun: kind.Item2))
            .Where(kind => kind.Count > 0)
            .Select(kind => Count(kind.Count, kind.Noun))
            .ToList();
        var found = parts.Count == 0 ? "no findings" : string.Join(", ", parts);
        var baseline = accepted == 0 ? string.Empty : $"; {accepted.ToString(CultureInfo.InvariantCulture)} accepted by the baseline";
        var fixable = findings.Count(finding => finding.Fix is not null);
        var advice = fixable == 0 ? string.Empty : $" 'modulebuild fix' mends {fixable.ToString(CultureInfo.InvariantCulture)} of them.";
        return $"{subject}: {found}{baseline}.{advice}";
    }

    /// <summary>A number and its noun.</summary>
    /// <param name="count">The number.</param>
    /// <param name="noun">The noun in the singular.</param>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
