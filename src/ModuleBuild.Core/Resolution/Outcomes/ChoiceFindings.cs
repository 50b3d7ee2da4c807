using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Core.Resolution.Outcomes;

/// <summary>What there is to say about a version that was chosen.</summary>
internal static class ChoiceFindings
{
    /// <summary>The findings, without a place: the one who asked knows where that is.</summary>
    /// <param name="facts">The version.</param>
    /// <param name="strategy">The strategy that chose.</param>
    public static IEnumerable<Finding> About(PackageFacts facts, ResolutionStrategy strategy)
    {
        var version = facts.Version.ToNormalizedString();
        if (!facts.Advisories.IsEmpty)
        {
            var worst = facts.Advisories.Max(advisory => advisory.Severity);
            var ids = string.Join(", ", facts.Advisories.Select(advisory => advisory.Id));
            var fix = facts.Advisories.Select(advisory => advisory.FirstFixed).Max() is { } firstFixed
                ? $"; first fixed in {firstFixed.ToNormalizedString()}"
                : string.Empty;
            yield return Finding.Create(DiagnosticCatalog.VulnerableChosen, SourceLocation.None, facts.Id, version,
                $"{ids}, worst: {worst.ToString().ToLowerInvariant()}", fix,
                strategy == ResolutionStrategy.SecurityFirst
                    ? "No consistent set exists without it."
                    : "The strategy security-first takes it only where nothing else is left.");
        }

        if (!facts.IsModule)
        {
            yield return Finding.Create(DiagnosticCatalog.NotAModule, SourceLocation.None, facts.Id, version);
        }

        if (facts.Deprecated is { } why)
        {
            yield return Finding.Create(DiagnosticCatalog.DiscouragedChosen, SourceLocation.None, facts.Id, version,
                "deprecated", why == "deprecated" ? "Look for what replaces it." : EndSentence(why));
        }
        else if (!facts.Listed)
        {
            yield return Finding.Create(DiagnosticCatalog.DiscouragedChosen, SourceLocation.None, facts.Id, version,
                "unlisted", "Its feed no longer shows it; ask for a version that it does show.");
        }
    }

    private static string EndSentence(string text) => text.EndsWith('.') || text.EndsWith('!') || text.EndsWith('?') ? text : text + ".";
}
