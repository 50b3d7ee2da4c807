using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Policy;

/// <summary>Section <c>resolution</c> of <c>modulebuild.json</c>: what is null or empty was not said.</summary>
public sealed record ResolutionSettings
{
    /// <summary>In which order versions are tried.</summary>
    public ResolutionStrategy? Strategy { get; init; }

    /// <summary>When a pre-release may be chosen.</summary>
    public PrereleasePolicy? Prerelease { get; init; }

    /// <summary>When a version that its feed does not list may be chosen.</summary>
    public UnlistedPolicy? Unlisted { get; init; }

    /// <summary>The metric of performance-first.</summary>
    public string? Metric { get; init; }

    /// <summary>The versions of hosts that are there, by id.</summary>
    public ImmutableSortedDictionary<string, NuGetVersion> Hosts { get; init; } =
        ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The runtime identifier on which the set is to run; null for any.</summary>
    public string? Platform { get; init; }

    /// <summary>The most conflicts that are looked into.</summary>
    public int? ConflictBudget { get; init; }

    /// <summary>Versions that must not be chosen, in the order of the file.</summary>
    public ImmutableArray<VersionExclusion> Exclusions { get; init; } = [];

    /// <summary>Ranges that count instead of what modules ask for, in the order of the file.</summary>
    public ImmutableArray<VersionOverride> Overrides { get; init; } = [];

    /// <summary>
    /// Sources that count instead of those of <c>nuget.config</c>: addresses, names, or folders, which are absolute here. Empty means those.
    /// </summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>The policy that follows.</summary>
    /// <param name="otherwise">What counts where nothing was said about a word.</param>
    public ResolutionPolicy ToPolicy(ResolutionPolicy otherwise) => otherwise with
    {
        Strategy = Strategy ?? otherwise.Strategy,
        Prerelease = Prerelease ?? otherwise.Prerelease,
        Unlisted = Unlisted ?? otherwise.Unlisted,
        Metric = Metric ?? otherwise.Metric,
        Exclusions = Exclusions,
        Overrides = Overrides,
        ConflictBudget = ConflictBudget ?? otherwise.ConflictBudget,
    };
}
