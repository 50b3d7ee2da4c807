using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Tools;
using ModuleBuild.Core.Policy;
using ModuleBuild.Security.Score;

namespace ModuleBuild.Security.Gate;

/// <summary>What the policy makes of all that was found about a module.</summary>
/// <param name="Findings">What counts, MB2017 last where the score is too low.</param>
/// <param name="Accepted">What baseline and exceptions accept.</param>
/// <param name="Score">The score of what counts.</param>
/// <param name="Minimum">The minimum of the policy.</param>
/// <param name="NotLookedAt">What nobody looked at, as words that stand in the evidence, in ordinal order.</param>
public sealed record GateVerdict(
    ImmutableArray<Finding> Findings, ImmutableArray<Finding> Accepted, SecurityScore Score, int Minimum, ImmutableArray<string> NotLookedAt)
{
    private const string Advisories = "advisories";

    // What should have been looked at and was not. Where nobody was configured it is a note, which says nothing against the module.
    private static readonly DiagnosticDescriptor[] Missed = [DiagnosticCatalog.AdvisoriesUnavailable, DiagnosticCatalog.MalwareNotScanned];

    /// <summary>What the compiler's analyzers found, for the log; the compiler has reported it itself.</summary>
    public ImmutableArray<ToolRun> Others { get; init; } = [];

    /// <summary>Whether the module passes: no error of security, enough points, and all was looked at that should have been.</summary>
    public bool Passes => Score.Points >= Minimum
        && !Findings.Any(finding => finding.Severity == Severity.Error || (finding.Severity == Severity.Warning && Missed.Contains(finding.Descriptor)));

    /// <summary>Judges.</summary>
    /// <param name="policy">Section <c>security</c> of the workspace.</param>
    /// <param name="findings">What was found and no baseline accepts.</param>
    /// <param name="accepted">What a baseline accepts.</param>
    /// <param name="notLookedAt">Kinds of checks that were not done.</param>
    /// <param name="location">Where MB2017 is told.</param>
    /// <param name="today">The day on which exceptions are judged.</param>
    /// <param name="others">What the compiler's analyzers found.</param>
    public static GateVerdict Of(
        SecuritySettings policy,
        IReadOnlyList<Finding> findings,
        IReadOnlyList<Finding> accepted,
        IReadOnlyCollection<ScoreKind> notLookedAt,
        SourceLocation location,
        DateOnly today,
        ImmutableArray<ToolRun> others = default)
    {
        var verdict = SecurityPolicy.Apply(policy, findings, today);
        ImmutableArray<ToolRun> runs = others.IsDefault ? [] : others;
        var score = SecurityScore.Of(verdict.Findings, notLookedAt, runs);
        var below = score.BelowMinimum(policy.MinimumScore, location);
        return new GateVerdict(
            below is null ? verdict.Findings : verdict.Findings.Add(below),
            [.. accepted, .. verdict.Accepted],
            score,
            policy.MinimumScore,
            [.. WordsOf([.. findings, .. accepted], notLookedAt).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
        {
            Others = runs,
        };
    }

    // What a policy or a baseline makes of it changes nothing about what was looked at.
    private static IEnumerable<string> WordsOf(IEnumerable<Finding> found, IEnumerable<ScoreKind> notLookedAt) =>
    [
        .. notLookedAt.Select(kind => kind switch
        {
            ScoreKind.Dependencies => Advisories,
            ScoreKind.StaticAnalysis => "rules of the compiler",
            _ => kind.Word(),
        }),
        .. found.Where(finding => Missed.Contains(finding.Descriptor))
            .Select(finding => finding.Descriptor == DiagnosticCatalog.AdvisoriesUnavailable ? Advisories : ScoreKind.Malware.Word()),
    ];
}
