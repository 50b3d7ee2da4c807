using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>What a gate may look at.</summary>
public sealed record GateInput
{
    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The operation that is judged.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The whole set that would run.</summary>
    public required ModuleSet Target { get; init; }

    /// <summary>The set that runs now; empty where none does.</summary>
    public required ModuleSet Current { get; init; }

    /// <summary>The state of the environment.</summary>
    public required EnvironmentState State { get; init; }

    /// <summary>The state of the environment from which the set comes; null where it comes from elsewhere.</summary>
    public EnvironmentState? Source { get; init; }

    /// <summary>The set that is good in the environment from which the target comes; null where it comes from elsewhere.</summary>
    public ModuleSet? SourceSet { get; init; }

    /// <summary>The time of the question, UTC.</summary>
    public required DateTimeOffset Now { get; init; }
}
