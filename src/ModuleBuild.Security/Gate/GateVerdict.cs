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
/// <param name="NextExpiry">The first last day of an exception that was needed; null where none was.</param>
public sealed record GateVerdict(
    ImmutableArray<Finding> Findings, ImmutableArray<Finding> Accepted, SecurityScore Score, int Minimum, DateOnly? NextExpiry)
{
    /// <summary>What the compiler's analyzers found, for the log; the compiler has reported it itself.</summary>
    public ImmutableArray<ToolRun> Others { get; init; } = [];

    /// <summary>Whether the module passes: no error of security, and enough points.</summary>
    public bool Passes => Score.Points >= Minimum && !Findings.Any(finding => finding.Severity == Severity.Error);

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
        IEnumerable<ScoreKind> notLookedAt,
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
            verdict.NextExpiry)
        {
            Others = runs,
        };
    }
}
