using System.Collections.Immutable;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Each package lists all that is in it and runs with it.</summary>
/// <param name="evidence">The evidence.</param>
internal sealed class SbomGate(EvidenceCollection evidence) : GateByEvidence(GateNames.Sbom, evidence)
{
    /// <inheritdoc/>
    protected override Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation) => Task.FromResult(Decide(
        [.. modules.Select(ProblemOf).OfType<string>()],
        $"{Answers.Count(modules.Length, "SBOM")} list every file.",
        "Build the module with the stage 'sbom' on (ModuleBuildSbom), and release it again."));

    // That it lists every file, each with its hash, was seen when the evidence was read.
    private static string? ProblemOf(ModuleEvidence module) =>
        module.Sbom is not { } sbom ? $"{module.Module} has no SBOM."
        : !sbom.IsComplete ? $"The SBOM of {module.Module} does not say that it is complete."
        : null;
}
