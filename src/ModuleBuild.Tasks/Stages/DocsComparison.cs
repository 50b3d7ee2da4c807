using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Docs;
using ModuleBuild.Tasks.Logging;

namespace ModuleBuild.Tasks.Stages;

/// <summary>Compares committed pages with what would be generated: a warning at the desk, an error in continuous integration.</summary>
internal static class DocsComparison
{
    public static ImmutableArray<Finding> Run(
        ModulePages pages, DocsFiles files, string moduleFolder, bool continuousIntegration, out ImmutableArray<string> consulted)
    {
        var severity = continuousIntegration ? Severity.Error : Severity.Warning;
        var findings = ModuleDocs.Check(pages, files.ReadmePath, files.PagePath)
            .Select(finding => finding.Code == DiagnosticCatalog.DocsOutOfDate.Code ? finding with { Severity = severity } : finding);
        var remaining = AcceptedFindings.TakeOut([.. findings], moduleFolder, [files.ReadmePath, files.PagePath], [], out _);

        // A page that is not there yet is looked for as well, but an input that is missing would make every build run the gate.
        consulted = [.. new[] { files.ReadmePath, files.PagePath }.Where(File.Exists)];
        return remaining;
    }
}
