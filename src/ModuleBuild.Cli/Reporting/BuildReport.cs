using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Reporting;

/// <summary>What is reported of a build.</summary>
/// <param name="Root">Absolute path of the root of the sources.</param>
/// <param name="Succeeded">How it ended; null where the log ends before.</param>
/// <param name="Messages">Errors and warnings, each once, the gravest first.</param>
/// <param name="Modules">The modules, by id.</param>
internal sealed record BuildReport(string Root, bool? Succeeded, ImmutableArray<ReportedMessage> Messages, ImmutableArray<ReportedModule> Modules)
{
    /// <summary>Makes it of a log and of the records that the build left.</summary>
    /// <param name="log">The log.</param>
    /// <param name="root">Absolute path of the root of the sources.</param>
    public static BuildReport Of(BuildLog log, string root) =>
        new(root, log.Succeeded, ReportedMessage.Of(log.Messages, root), ReportedModule.Of(log.Projects, root));

    /// <summary>How many errors.</summary>
    public int Errors => Messages.Count(message => message.Severity == Severity.Error);

    /// <summary>How many warnings.</summary>
    public int Warnings => Messages.Length - Errors;

    /// <summary>One word for how it ended.</summary>
    public string Result => Succeeded switch { true => "succeeded", false => "failed", null => "unfinished" };

    /// <summary>Vulnerabilities of a module: each once, the gravest first.</summary>
    /// <param name="module">The module.</param>
    public static IEnumerable<SarifResult> VulnerabilitiesOf(ReportedModule module) => module.Records
        .SelectMany(record => record.Findings?.Results(record.Findings.Root) ?? [])
        .Where(result => result.RuleId == DiagnosticCatalog.PackageVulnerable.Code)
        .DistinctBy(result => result.Message)
        .OrderBy(result => result.IsSuppressed)
        .ThenByDescending(result => result.Severity)
        .ThenBy(result => result.Message, StringComparer.Ordinal);
}
