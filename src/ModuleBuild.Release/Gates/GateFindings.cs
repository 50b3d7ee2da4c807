using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Gates;

/// <summary>What gates said, put into force and told.</summary>
public static class GateFindings
{
    /// <summary>The answer with the override that the operation carries for its gate.</summary>
    /// <param name="answer">The gate's own answer.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="overridable">Names of the gates that the policy lets somebody answer for, now: an override of another does not count any more.</param>
    public static GateAnswer WithOverride(GateAnswer answer, Operation operation, ImmutableArray<string> overridable) =>
        answer.Verdict == GateVerdict.Pass || operation.Overrides.FirstOrDefault(each => each.Gate == answer.Gate) is not { } glass ? answer
        : overridable.Contains(answer.Gate) ? answer with { Override = glass }
        : answer with { Reason = $"{answer.Reason} That {glass.By} answers for it does not count: the policy lets nobody override '{answer.Gate}'." };

    /// <summary>Whether an operation goes on by an answer: the gate passed, or somebody answers for it.</summary>
    /// <param name="answer">What the gate said.</param>
    public static bool LetsPass(GateAnswer answer) => answer.Verdict == GateVerdict.Pass || answer.Override is not null;

    /// <summary>The word for which way a gate decided: <c>pass</c>, <c>wait</c>, <c>fail</c> or <c>overridden</c>.</summary>
    /// <param name="answer">What it said.</param>
    public static string VerdictOf(GateAnswer answer) => answer switch
    {
        { Verdict: GateVerdict.Pass } => "pass",
        { Override: not null } => "overridden",
        { Verdict: GateVerdict.Wait } => "wait",
        _ => "fail",
    };

    /// <summary>A finding for each gate that refuses.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="answers">What all gates said.</param>
    public static ImmutableArray<Finding> Of(string environment, ImmutableArray<GateAnswer> answers) =>
    [
        .. answers.Where(answer => answer is { Verdict: GateVerdict.Fail, Override: null }).Select(answer =>
            Finding.Create(DiagnosticCatalog.GateRefused, new SourceLocation(StorePaths.BranchOf(environment)), answer.Gate, answer.Reason, answer.Remedy) with { Subject = answer.Gate }),
    ];
}
