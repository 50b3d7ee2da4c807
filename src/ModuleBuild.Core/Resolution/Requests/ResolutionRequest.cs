using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Requests;

/// <summary>What is to be resolved, and how.</summary>
public sealed record ResolutionRequest
{
    /// <summary>What the set must hold. Several may ask for the same package.</summary>
    public required ImmutableArray<RootRequirement> Roots { get; init; }

    /// <summary>Hosts that are asked for by those who ask for the roots (a workspace's own modules).</summary>
    public ImmutableArray<RootHost> RootHosts { get; init; } = [];

    /// <summary>Packages that those who ask for the roots cannot live with.</summary>
    public ImmutableArray<RootConflict> RootConflicts { get; init; } = [];

    /// <summary>
    /// The hosts that are there, by id. A host that is not named here may have any version that satisfies all modules.
    /// </summary>
    public ImmutableSortedDictionary<string, NuGetVersion> Hosts { get; init; } = Versions();

    /// <summary>The runtime identifier on which the set is to run, or null for any.</summary>
    public string? Platform { get; init; }

    /// <summary>Which of the versions that will do is taken.</summary>
    public ResolutionPolicy Policy { get; init; } = ResolutionPolicy.Default;

    /// <summary>Versions of an earlier solution; they are kept where that is possible.</summary>
    public ImmutableSortedDictionary<string, NuGetVersion> Locked { get; init; } = Versions();

    /// <summary>
    /// Ids of <see cref="Locked"/> that are to be moved to the best version; null where every locked version is a mere preference.
    /// With ids, all others stay fixed, but for those that a proof of conflict names.
    /// </summary>
    public ImmutableSortedSet<string>? Update { get; init; }

    private static ImmutableSortedDictionary<string, NuGetVersion> Versions() =>
        ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);
}
