using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Release.Store;

/// <summary>Refusals, told.</summary>
internal static class RefusalFindings
{
    /// <summary>The finding of a refusal.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="refused">Why a change was refused.</param>
    public static Finding Of(string environment, Refused refused) => Finding.Create(
        refused.Refusal switch
        {
            Refusal.Overtaken => DiagnosticCatalog.OperationOvertaken,
            Refusal.Stale => DiagnosticCatalog.PlanOutOfDate,
            _ => DiagnosticCatalog.EnvironmentBusy,
        },
        new SourceLocation(StorePaths.BranchOf(environment)),
        environment,
        refused.Reason);
}
