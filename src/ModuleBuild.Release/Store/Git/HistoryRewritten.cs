using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Release.Store.Git;

/// <summary>MB6012: a branch does not go on from where it was seen before.</summary>
internal static class HistoryRewritten
{
    private const int Shown = 12;

    /// <summary>The finding.</summary>
    /// <param name="branch">Name of the branch.</param>
    /// <param name="before">The tip that was seen before.</param>
    /// <param name="now">Its tip now; null where it is gone.</param>
    public static Finding Tell(string branch, string before, string? now) => Finding.Create(
        DiagnosticCatalog.LedgerBroken,
        new SourceLocation(branch),
        StorePaths.EnvironmentOf(branch),
        now is null
            ? $"history was rewritten: the branch is gone; it was at {before[..Shown]}."
            : $"history was rewritten: {now[..Shown]} does not go on from {before[..Shown]}, which was its tip before.");
}
