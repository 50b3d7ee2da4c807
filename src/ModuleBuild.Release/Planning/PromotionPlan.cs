using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Planning;

/// <summary>What would become of an environment.</summary>
/// <param name="Target">The whole set that would run; null where there is no consistent one.</param>
/// <param name="Changes">What becomes of each module that changes.</param>
/// <param name="Resolution">How the set was found, with the proof where there is none; null where it never came to that.</param>
/// <param name="Findings">What went wrong.</param>
public sealed record PromotionPlan(
    ModuleSet? Target, ImmutableArray<ModuleChange> Changes, ResolutionResult? Resolution, ImmutableArray<Finding> Findings);
