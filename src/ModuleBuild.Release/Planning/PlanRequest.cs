using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Planning;

/// <summary>What is to become the set of an environment.</summary>
public sealed record PlanRequest
{
    /// <summary>The set that runs there.</summary>
    public required ModuleSet Running { get; init; }

    /// <summary>The set that is good where the new one comes from; null where any version of the feeds will do.</summary>
    public ModuleSet? Source { get; init; }

    /// <summary>Modules that are named: they come in over what runs. Empty means that the whole source set comes.</summary>
    public ImmutableArray<NamedModule> Modules { get; init; } = [];

    /// <summary>Ids that are to go.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>Hosts that are there.</summary>
    public ImmutableSortedDictionary<string, NuGetVersion> Hosts { get; init; } = ImmutableSortedDictionary<string, NuGetVersion>.Empty;

    /// <summary>The runtime identifier on which the set runs; null for any.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether pre-releases may be chosen that nobody named.</summary>
    public bool Prerelease { get; init; }

    /// <summary>Settings that the policy gives to modules that have none there yet.</summary>
    public ImmutableSortedDictionary<string, JsonElement> DefaultSettings { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A module that somebody named.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version; null for the newest that fits.</param>
public sealed record NamedModule(string Id, NuGetVersion? Version);
