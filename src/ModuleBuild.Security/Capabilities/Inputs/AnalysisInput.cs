using System.Collections.Immutable;

namespace ModuleBuild.Security.Capabilities.Inputs;

/// <summary>The assemblies to which a path led.</summary>
/// <param name="Module">Id of the package, or name of the assembly or folder.</param>
/// <param name="Version">Its version; empty where it has none.</param>
/// <param name="Files">Roots first, then what may run with them.</param>
/// <param name="Problem">Why there is nothing to look into, as a sentence; null where there is.</param>
public sealed record AnalysisInput(string Module, string Version, ImmutableArray<AnalyzedFile> Files, string? Problem = null)
{
    /// <summary>What is to be said although there is nothing wrong, as a sentence; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>Nothing to look into.</summary>
    /// <param name="problem">Why, as a sentence.</param>
    public static AnalysisInput None(string problem) => new(string.Empty, string.Empty, [], problem);
}
