using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Gates;

/// <summary>All dependencies are in the set in versions that fit, and no two modules are in conflict.</summary>
/// <param name="evidence">The evidence.</param>
internal sealed class ConsistentSetGate(EvidenceCollection evidence) : GateByEvidence(GateNames.ConsistentSet, evidence)
{
    /// <inheritdoc/>
    protected override Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation)
    {
        var versions = modules.ToDictionary(module => module.Module.Id, module => module.Package.Version, StringComparer.OrdinalIgnoreCase);
        var problems = modules.SelectMany(module =>
            module.Manifest.Dependencies.Select(need => ProblemOf(module.Module, need, versions.GetValueOrDefault(need.Id)))
                .Concat(module.Manifest.Conflicts.Select(conflict => ProblemOf(module.Module, conflict, versions.GetValueOrDefault(conflict.Id)))));
        return Task.FromResult(Decide(
            [.. problems.OfType<string>()],
            $"All needs of {Answers.Count(modules.Length, "module")} hold within the set.",
            "Let 'modulebuild promote' complete the set, or name versions that fit."));
    }

    private static string? ProblemOf(ReleasedModule module, ModuleDependency need, NuGetVersion? version) =>
        version is null ? need.Kind == DependencyKind.Optional ? null : $"{module} needs {need.Id} {need.Range}, which is not in the set."
        : need.Range.Range.Satisfies(version) ? null
        : $"{module} needs {need.Id} {need.Range}; the set has {version.ToNormalizedString()}.";

    private static string? ProblemOf(ReleasedModule module, ModuleConflict conflict, NuGetVersion? version) =>
        version is not null && conflict.Range.Range.Satisfies(version) ? $"{module} cannot live with {conflict.Id} {version.ToNormalizedString()}." : null;
}
