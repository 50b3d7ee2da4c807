using System.Collections.Immutable;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Measured values of each module are within the limits of the policy.</summary>
/// <param name="evidence">The evidence.</param>
/// <param name="requirements">The most that a value may be, by its name.</param>
internal sealed class PerformanceGate(EvidenceCollection evidence, ImmutableSortedDictionary<string, double> requirements)
    : GateByEvidence(GateNames.Performance, evidence)
{
    /// <inheritdoc/>
    protected override Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation)
    {
        var problems = requirements.SelectMany(requirement => modules.Select(module => ProblemOf(module, requirement.Key, requirement.Value))).OfType<string>().ToList();
        return Task.FromResult(Decide(
            problems,
            requirements.IsEmpty ? "The policy sets no limits." : $"{Answers.Some(requirements.Keys)} within the limits in {Answers.Count(modules.Length, "module")}.",
            "Measure the module, and make it faster or smaller; or change 'performanceRequirements' of the policy."));
    }

    private static string? ProblemOf(ModuleEvidence module, string metric, double most) =>
        !module.Metrics.TryGetValue(metric, out var value) ? $"{module.Module} has no measured '{metric}'."
        : value > most ? FormattableString.Invariant($"'{metric}' of {module.Module} is {value}; at most {most} is allowed.")
        : null;
}
