using System.Globalization;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Reporting;

/// <summary>A report for people.</summary>
/// <param name="report">The report.</param>
internal sealed class BuildReportText(BuildReport report)
{
    /// <summary>Its lines: what was raised, the modules, and a last one that sums up.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var message in report.Messages)
        {
            var place = message.Location.File.Length == 0 ? "modulebuild" : message.Location.ToString();
            yield return ForeignText.Line($"{place}: {message.Severity.Word()} {message.Code}: {message.Message}");
        }

        foreach (var module in report.Modules)
        {
            yield return ForeignText.Line($"{module.Id} {module.Version}: {string.Join(", ", PartsOf(module))}");
        }

        var modules = FindingSummary.Count(report.Modules.Length, "module");
        yield return $"The build {(report.Succeeded is null ? "did not come to its end" : report.Result)}: {modules}, {FindingSummary.Count(report.Errors, "error")}, {FindingSummary.Count(report.Warnings, "warning")}.";
    }

    private static IEnumerable<string> PartsOf(ReportedModule module)
    {
        if (module.Records.IsEmpty)
        {
            yield return "not judged: the build did not come to its gate";
            yield break;
        }

        if (module.Worst?.Score is { } score)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"score {score.Points} of 100 (minimum {score.Minimum})");
        }

        var capabilities = module.Capabilities.Length;
        var added = module.Added is { Length: > 0 } some ? string.Create(CultureInfo.InvariantCulture, $" ({some.Length} new since {module.Past!.Version})") : string.Empty;
        yield return string.Create(CultureInfo.InvariantCulture, $"{capabilities} {(capabilities == 1 ? "capability" : "capabilities")}{added}");
        var vulnerabilities = BuildReport.VulnerabilitiesOf(module).Count(result => !result.IsSuppressed);
        yield return string.Create(CultureInfo.InvariantCulture, $"{vulnerabilities} {(vulnerabilities == 1 ? "vulnerability" : "vulnerabilities")}");
        if (module.Largest is { } sbom)
        {
            yield return FindingSummary.Count(sbom.Components!.Count, "package");
        }
    }
}
