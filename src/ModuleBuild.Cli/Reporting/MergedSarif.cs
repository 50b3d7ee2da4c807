using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Core.Diagnostics.Tools;
using ModuleBuild.Packaging;

namespace ModuleBuild.Cli.Reporting;

/// <summary>
/// One SARIF 2.1.0 log of a build: a run of each module, with what its own log says and what else its project raised, and a last one of what no
/// module raised. A site takes a log as all that there is of its category and closes what is not in it, so a module has the same category and the
/// same results whatever was built with it; see
/// https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
/// </summary>
internal static class MergedSarif
{
    /// <summary>The category of what no module raised, where no other is asked for, and the first part of those of modules.</summary>
    public const string Category = "modulebuild";

    /// <summary>Writes it.</summary>
    /// <param name="report">What is reported of the build.</param>
    /// <param name="category">The category of what no module raised.</param>
    /// <param name="isPartial">Whether only some of the projects were built, so that more may be found in the others.</param>
    /// <returns>UTF-8, and how many results did not find room.</returns>
    public static (byte[] Bytes, int Left) Write(BuildReport report, string category, bool isPartial)
    {
        var runs = report.Modules.Select(module => OfModule(module, report)).Append(OfRest(report, category, isPartial)).ToList();
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray([.. runs.Select(run => run.Run)]),
        };
        return (Encoding.UTF8.GetBytes(Output.JsonOutput.Of(writer => log.WriteTo(writer))), runs.Sum(run => run.Left));
    }

    // The project and not the id, which a build that does not come to the gate does not know.
    private static (JsonObject Run, int Left) OfModule(ReportedModule module, BuildReport report)
    {
        var documents = module.Records.Select(record => record.Findings).OfType<SarifDocument>();
        var own = documents.SelectMany(document => document.Results(report.Root)).DistinctBy(result => (result.Place, result.Message)).ToList();
        var places = own.Select(result => result.Place).ToHashSet();
        var others = Raised([.. report.Messages.Where(message => message.Projects.Contains(module.Project, StringComparer.Ordinal))], report.Root);
        return SarifRun.Of(own.Concat(others.Where(result => !places.Contains(result.Place))), $"{Category}/{module.Project}", module.IsComplete);
    }

    private static (JsonObject Run, int Left) OfRest(BuildReport report, string category, bool isPartial)
    {
        var modules = report.Modules.Select(module => module.Project).ToHashSet(StringComparer.Ordinal);
        var rest = report.Messages.Where(message => !message.Projects.Any(modules.Contains)).ToList();
        return SarifRun.Of(Raised(rest, report.Root), category, !isPartial && report.Succeeded is true);
    }

    // What was raised by a rule of ours has a page of ours; the rest keeps its code and its page.
    private static IEnumerable<SarifResult> Raised(IReadOnlyCollection<ReportedMessage> messages, string root)
    {
        var findings = messages
            .Select(message => DiagnosticCatalog.Find(message.Code) is { } rule ? new Finding(rule, message.Message, message.Location) { Severity = message.Severity } : null)
            .OfType<Finding>()
            .ToList();
        var others = messages.Where(message => message.Code.Length > 0 && DiagnosticCatalog.Find(message.Code) is null).ToList();
        var run = new ToolRun(
            "Build",
            string.Empty,
            [.. others.DistinctBy(message => message.Code).Select(message => new ToolRule(message.Code, message.HelpLink, message.Severity))],
            [.. others.Select(message => new ToolResult(message.Code, message.Severity, message.Message, message.Location))])
        {
            InformationLink = ProjectLinks.Repository,
        };
        return SarifDocument.Parse(Encoding.UTF8.GetBytes(FindingFormats.Sarif(findings, [], root, ToolVersion.Current, [run])), root)!.Results(root);
    }
}
