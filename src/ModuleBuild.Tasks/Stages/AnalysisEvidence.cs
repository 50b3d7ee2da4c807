using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Packaging.Evidence;

namespace ModuleBuild.Tasks.Stages;

/// <summary>
/// What the analyze stage found, as it travels. Of several target frameworks a package has one report, with what any of them can do; score and findings
/// stay apart, with the framework in their names: each is a verdict of its own, and whoever reads them takes the worst.
/// </summary>
internal static class AnalysisEvidence
{
    /// <summary>Reads the records.</summary>
    /// <param name="analyses">Folders of records, in the order of frameworks.</param>
    public static (ImmutableArray<EvidenceContent> Contents, ImmutableArray<Finding> Findings) Read(ImmutableArray<(string Framework, string Folder)> analyses)
    {
        var contents = ImmutableArray.CreateBuilder<EvidenceContent>();
        var reports = new List<CapabilityReport>();
        try
        {
            foreach (var (framework, folder) in analyses)
            {
                foreach (var (name, kind, mediaType) in AnalysisRecords.Packed)
                {
                    var path = Path.Combine(folder, name);
                    var bytes = File.ReadAllBytes(path);
                    if (name == CapabilityReportFile.FileName && analyses.Length > 1)
                    {
                        var (report, findings) = CapabilityReportFile.Read(path, bytes);
                        if (report is null)
                        {
                            return ([], findings);
                        }

                        reports.Add(report);
                        continue;
                    }

                    contents.Add(new EvidenceContent(analyses.Length == 1 ? name : WithFramework(name, framework), kind, mediaType, bytes));
                }
            }
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return ([], [Unreadable("analyze", e)]);
        }

        if (reports.Count > 0)
        {
            contents.Add(new EvidenceContent(CapabilityReportFile.FileName, "capabilities", "application/json", CapabilityReportFile.Write(Union(reports))));
        }

        return (contents.ToImmutable(), []);
    }

    /// <summary>Reads the reports of the compare stage: one for each framework, because each has hosts and a public API of its own.</summary>
    /// <param name="comparisons">Paths of reports, in the order of frameworks.</param>
    public static (ImmutableArray<EvidenceContent> Contents, ImmutableArray<Finding> Findings) ReadComparisons(ImmutableArray<(string Framework, string Path)> comparisons)
    {
        try
        {
            return (
                [
                    .. comparisons.Select(each => new EvidenceContent(
                        comparisons.Length == 1 ? CompatibilityReportFile.FileName : WithFramework(CompatibilityReportFile.FileName, each.Framework),
                        "compatibility", "application/json", File.ReadAllBytes(each.Path))),
                ],
                []);
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return ([], [Unreadable("compare", e)]);
        }
    }

    private static Finding Unreadable(string stage, Exception problem) =>
        Finding.Create(DiagnosticCatalog.ProjectUnusable, SourceLocation.None, $"A record of the stage {stage} cannot be read: {problem.Message} Build again.");

    private static CapabilityReport Union(List<CapabilityReport> reports) => reports[0] with
    {
        Capabilities =
        [
            .. reports.SelectMany(report => report.Capabilities).DistinctBy(reached => (reached.Capability, reached.Package))
                .OrderBy(reached => reached.Capability.ToString(), StringComparer.Ordinal).ThenBy(reached => reached.Package, StringComparer.Ordinal),
        ],
        Unknown = [.. reports.SelectMany(report => report.Unknown).DistinctBy(unknown => unknown.Name).OrderBy(unknown => unknown.Name, StringComparer.Ordinal)],
    };

    private static string WithFramework(string name, string framework) =>
        $"{Path.GetFileNameWithoutExtension(name)}.{framework}{Path.GetExtension(name)}";
}
