using System.Collections.Immutable;

namespace ModuleBuild.Release.Evidence;

/// <summary>How the evidence of a module in one set differs from that in another.</summary>
/// <param name="Id">Id of the module.</param>
public sealed record ModuleDifference(string Id)
{
    /// <summary>What it can do now and could not do before, in their order.</summary>
    public ImmutableArray<string> NewCapabilities { get; init; } = [];

    /// <summary>What it could do before and can do no longer, in their order.</summary>
    public ImmutableArray<string> GoneCapabilities { get; init; } = [];

    /// <summary>Packages that its SBOM has in another version than before, or newly, or no longer, by name. Those of a module that is new are not told.</summary>
    public ImmutableArray<ComponentChange> Components { get; init; } = [];

    /// <summary>What could not be compared, as sentences; null where all was.</summary>
    public string? NotCompared { get; init; }
}

/// <summary>What became of a package that runs with a module.</summary>
/// <param name="Name">Its id.</param>
/// <param name="From">Its version before; null where it is new.</param>
/// <param name="To">Its version now; null where it went.</param>
public sealed record ComponentChange(string Name, string? From, string? To);
