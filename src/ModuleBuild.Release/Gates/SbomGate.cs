using System.Collections.Immutable;
using ModuleBuild.Core.Evidence;
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

    private static string? ProblemOf(ModuleEvidence module)
    {
        if (module.Sbom is not { } sbom)
        {
            return $"{module.Module} has no SBOM.";
        }

        var missing = module.Files.Where(path => !path.StartsWith(EvidencePath.Folder, StringComparison.Ordinal) && !sbom.Files.Contains(path)).ToList();
        return missing.Count > 0 ? $"The SBOM of {module.Module} does not list {Answers.Some(missing)}."
            : !sbom.IsComplete ? $"The SBOM of {module.Module} does not say that it is complete."
            : null;
    }
}
