using System.Collections.Immutable;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>What would become of an environment, to be shown before anything happens.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Origin">Where the set comes from: <c>dev, release 12</c>.</param>
/// <param name="Target">The whole set that would run.</param>
/// <param name="Changes">What becomes of each module that changes.</param>
/// <param name="Gates">Names of the gates that are asked, in their order.</param>
/// <param name="Answers">What they said; empty where they were not asked yet.</param>
internal sealed record ShownPlan(
    OperationKind Kind,
    string Environment,
    string Origin,
    ModuleSet Target,
    ImmutableArray<ModuleChange> Changes,
    ImmutableArray<string> Gates,
    ImmutableArray<GateAnswer> Answers)
{
    /// <summary>What evidence says of modules that change: what they newly can do, and which packages run with them.</summary>
    public ImmutableArray<ModuleDifference> Differences { get; init; } = [];

    /// <summary>The release that runs now; null where none does.</summary>
    public int? Release { get; init; }

    /// <summary>Whether the data of modules that go are kept.</summary>
    public bool BackupData { get; init; }

    /// <summary>Whether the data of modules that go are deleted.</summary>
    public bool CleanupData { get; init; }

    /// <summary>How long it will take, as far as earlier operations tell.</summary>
    public TimeSpan? Estimate { get; init; }
}
