using System.Collections.Immutable;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Each module has the score that the policy asks for.</summary>
/// <param name="evidence">The evidence.</param>
/// <param name="minimum">The least score.</param>
internal sealed class ScoreGate(EvidenceCollection evidence, int minimum) : GateByEvidence(GateNames.Score, evidence)
{
    /// <inheritdoc/>
    protected override Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation)
    {
        var problems = modules.Select(ProblemOf).OfType<string>().ToList();
        var least = modules.IsEmpty ? 100 : modules.Min(module => module.Security.Select(verdict => verdict.Score).DefaultIfEmpty(0).Min());
        return Task.FromResult(Decide(
            problems,
            FormattableString.Invariant($"The least score is {least}; the minimum is {minimum}."),
            "See 'modulebuild score' for what gets the points back, and release the module again."));
    }

    // A package may have two verdicts, of its closure and of what only pack knew: the worse one counts.
    private string? ProblemOf(ModuleEvidence module) =>
        module.Security.IsEmpty ? $"{module.Module} has no security.json: it was built without the security checks."
        : module.Security.Min(verdict => verdict.Score) is var score && score < minimum ? FormattableString.Invariant($"{module.Module} has {score} points; the minimum is {minimum}.")
        : null;
}
