using System.Globalization;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Cli.Analysis;

/// <summary>Writes a report for people: each capability, who brings it, and the way there.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class AnalysisText(Terminal terminal)
{
    // Bindings of a native library call hundreds of functions: from so many targets on, a kind is told once a package.
    private const int Many = 5;
    private const int Named = 3;

    /// <summary>All that is reached.</summary>
    public void Write(AnalysisResult result)
    {
        var report = result.Report;
        WriteAll(string.Empty, report.Capabilities);
        foreach (var unknown in report.Unknown)
        {
            terminal.Out.WriteLine($"{terminal.Paint(Style.Yellow, "unknown")}  {unknown.Name}: {unknown.Reason}");
        }

        var name = report.Version.Length > 0 ? $"{report.Module} {report.Version}" : report.Module;
        var more = report.Unknown.IsEmpty ? string.Empty : $"; {Count(report.Unknown.Length, "assembly", "assemblies")} could not be looked into";
        var remark = result.Remark is null ? string.Empty : $" {result.Remark}";
        terminal.Out.WriteLine($"{name} reaches {Count(report.Capabilities.Length, "capability", "capabilities")}{more}.{remark}");
    }

    /// <summary>What is reached now and was not, and the other way round.</summary>
    public void Write(CapabilityDifference difference)
    {
        WriteAll("+ ", difference.Added);
        WriteAll("- ", difference.Removed);
        var map = difference.IsSameMap ? string.Empty : " The reports were made with two maps: a difference may be theirs.";
        terminal.Out.WriteLine(difference.Added.IsEmpty && difference.Removed.IsEmpty
            ? $"Both reach the same.{map}"
            : $"{Count(difference.Added.Length, "capability", "capabilities")} newly reached, {difference.Removed.Length.ToString(CultureInfo.InvariantCulture)} no longer.{map}");
    }

    private void WriteAll(string mark, IEnumerable<ReachedCapability> capabilities)
    {
        foreach (var group in capabilities.GroupBy(reached => (reached.Capability.Kind, reached.Package)))
        {
            var reached = group.ToList();
            if (reached.Count < Many)
            {
                reached.ForEach(one => Write(mark, one.Capability.ToString(), one, string.Empty));
                continue;
            }

            var names = string.Join(", ", reached.Take(Named).Select(one => one.Capability.Target ?? "*"));
            Write(mark, group.Key.Kind.ToString(), reached[0], string.Create(CultureInfo.InvariantCulture, $"  {reached.Count} targets: {names}, and {reached.Count - Named} more ('--json' has all); the first:"));
        }
    }

    private void Write(string mark, string capability, ReachedCapability reached, string more) =>
        terminal.Out.WriteLine($"{mark}{terminal.Paint(Style.Bold, capability)}  ({reached.Package}){more}{CallPathText.Lines(reached.Path)}");

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
