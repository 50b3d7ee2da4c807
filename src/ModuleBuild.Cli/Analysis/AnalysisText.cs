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
    /// <summary>All that is reached.</summary>
    public void Write(CapabilityReport report)
    {
        foreach (var reached in report.Capabilities)
        {
            Write(string.Empty, reached);
        }

        foreach (var unknown in report.Unknown)
        {
            terminal.Out.WriteLine($"{terminal.Paint(Style.Yellow, "unknown")}  {unknown.Name}: {unknown.Reason}");
        }

        var name = report.Version.Length > 0 ? $"{report.Module} {report.Version}" : report.Module;
        var more = report.Unknown.IsEmpty ? string.Empty : $"; {Count(report.Unknown.Length, "assembly", "assemblies")} could not be looked into";
        terminal.Out.WriteLine($"{name} reaches {Count(report.Capabilities.Length, "capability", "capabilities")}{more}.");
    }

    /// <summary>What is reached now and was not, and the other way round.</summary>
    public void Write(CapabilityDifference difference)
    {
        foreach (var reached in difference.Added)
        {
            Write("+ ", reached);
        }

        foreach (var reached in difference.Removed)
        {
            Write("- ", reached);
        }

        var map = difference.IsSameMap ? string.Empty : " The reports were made with two maps: a difference may be theirs.";
        terminal.Out.WriteLine(difference.Added.IsEmpty && difference.Removed.IsEmpty
            ? $"Both reach the same.{map}"
            : $"{Count(difference.Added.Length, "capability", "capabilities")} newly reached, {difference.Removed.Length.ToString(CultureInfo.InvariantCulture)} no longer.{map}");
    }

    private void Write(string mark, ReachedCapability reached)
    {
        terminal.Out.WriteLine($"{mark}{terminal.Paint(Style.Bold, reached.Capability.ToString())}  ({reached.Package}){CallPathText.Lines(reached.Path)}");
    }

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
