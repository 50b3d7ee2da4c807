using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0018: a catalogue, and whoever has to mend the module, must find its sources.</summary>
internal static class RepositoryRule
{
    private const string Pointer = "/links/repository";

    public static void Check(RuleContext context)
    {
        // A link that is there but wrong is the reader's finding.
        if (!context.Document.Holds(Pointer) && context.Project.RepositoryUrl is null)
        {
            context.Report(DiagnosticCatalog.RepositoryLinkMissing, Pointer, fix: null);
        }
    }
}
