using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Tools;

namespace ModuleBuild.Security.Score;

/// <summary>How safe a module is to take, 0 to 100, with every lost point. See <c>docs/policy.md</c>.</summary>
/// <param name="Points">100 without what was lost, and never below 0.</param>
/// <param name="Lost">What was lost, the most first.</param>
public sealed record SecurityScore(int Points, ImmutableArray<LostPoints> Lost)
{
    /// <summary>The score of findings: what a baseline or an exception accepts is no longer among them and costs nothing.</summary>
    /// <param name="findings">What counts.</param>
    /// <param name="notLookedAt">Kinds of checks that were not done.</param>
    /// <param name="others">What the compiler's analyzers found. What the sources suppress costs nothing.</param>
    public static SecurityScore Of(IEnumerable<Finding> findings, IEnumerable<ScoreKind> notLookedAt, IEnumerable<ToolRun>? others = null)
    {
        var lost = new List<LostPoints>();
        foreach (var group in findings.GroupBy(finding => finding.Code))
        {
            if (ScoreWeight.Find(group.Key) is { } weight && group.Sum(finding => Cost(weight, finding.Severity)) is > 0 and var sum)
            {
                lost.Add(new LostPoints(weight, group.Count(finding => finding.Severity != Severity.Note), Math.Min(sum, weight.Most)));
            }
        }

        var source = (others ?? []).SelectMany(run => run.Results).Where(result => !result.IsSuppressed && result.Severity != Severity.Note).ToList();
        if (source.Count > 0)
        {
            lost.Add(new LostPoints(ScoreWeight.OfSource, source.Count, Math.Min(source.Sum(result => Cost(ScoreWeight.OfSource, result.Severity)), ScoreWeight.OfSource.Most)));
        }

        lost.AddRange(notLookedAt.Distinct().Select(ScoreWeight.OfNotLooking).OfType<ScoreWeight>().Select(weight => new LostPoints(weight, 1, weight.Points)));
        return new SecurityScore(
            Math.Max(0, 100 - lost.Sum(part => part.Points)),
            [.. lost.OrderByDescending(part => part.Points).ThenBy(part => part.Weight.Code, StringComparer.Ordinal).ThenBy(part => part.Weight.Kind)]);
    }

    /// <summary>MB2017 where it is below the minimum, with every lost point; null where it is not.</summary>
    /// <param name="minimum">The minimum of the policy.</param>
    /// <param name="location">Where it is told.</param>
    public Finding? BelowMinimum(int minimum, SourceLocation location)
    {
        if (Points >= minimum)
        {
            return null;
        }

        var most = Lost is [var first, ..] ? FormattableString.Invariant($"Most is lost by {first.Weight.Code} ({first.Points}): {first.Weight.Remedy}.") : string.Empty;
        var all = string.Concat(Lost.Select(part => $"\n  {part}"));
        return Finding.Create(DiagnosticCatalog.ScoreBelowMinimum, location, Points, minimum, most + all);
    }

    private static int Cost(ScoreWeight weight, Severity severity) => severity switch
    {
        Severity.Error => weight.Points,
        Severity.Warning => (weight.Points + 1) / 2,
        _ => 0,
    };
}

/// <summary>Points that were lost.</summary>
/// <param name="Weight">By what, and how they come back.</param>
/// <param name="Count">By how many findings.</param>
/// <param name="Points">How many.</param>
public sealed record LostPoints(ScoreWeight Weight, int Count, int Points)
{
    /// <summary><c>-20  MB2007 (1, dependencies): update the package</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"-{Points}  {Weight.Code} ({(Weight.Code == ScoreWeight.NotLooked ? string.Empty : Count + ", ")}{Weight.Kind.Word()}): {Weight.Remedy}");
}
