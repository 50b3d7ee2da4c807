using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Resolution.Requests;

/// <summary>Which versions may be chosen, and in which order they are tried. None of it changes what is consistent.</summary>
public sealed record ResolutionPolicy
{
    /// <summary>The policy where nobody said anything.</summary>
    public static ResolutionPolicy Default { get; } = new();

    /// <summary>In which order versions are tried.</summary>
    public ResolutionStrategy Strategy { get; init; } = ResolutionStrategy.LatestCompatible;

    /// <summary>When a pre-release may be chosen.</summary>
    public PrereleasePolicy Prerelease { get; init; } = PrereleasePolicy.Explicit;

    /// <summary>When a version that its feed does not list may be chosen.</summary>
    public UnlistedPolicy Unlisted { get; init; } = UnlistedPolicy.PreferListed;

    /// <summary>The metric of <see cref="ResolutionStrategy.PerformanceFirst"/>; null for the first of loadTime, startup, memory that is known.</summary>
    public string? Metric { get; init; }

    /// <summary>Versions that must not be chosen.</summary>
    public ImmutableArray<VersionExclusion> Exclusions { get; init; } = [];

    /// <summary>Ranges that count instead of what modules ask for.</summary>
    public ImmutableArray<VersionOverride> Overrides { get; init; } = [];

    /// <summary>
    /// The most conflicts that are looked into before resolution gives up with MB1018: a bound on work that does not depend on the machine.
    /// </summary>
    public int ConflictBudget { get; init; } = 200_000;
}

/// <summary>A range of versions that must not be chosen.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Range">The versions.</param>
/// <param name="Reason">Why; shown wherever it matters.</param>
public sealed record VersionExclusion(string Id, WrittenRange Range, string Reason);

/// <summary>A range that counts instead of those that modules and roots ask for.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Range">The versions.</param>
/// <param name="Reason">Why; shown wherever it matters.</param>
public sealed record VersionOverride(string Id, WrittenRange Range, string Reason);

/// <summary>In which order the versions of a package are tried.</summary>
public enum ResolutionStrategy
{
    /// <summary>Highest first.</summary>
    LatestCompatible,

    /// <summary>Lowest first.</summary>
    Lowest,

    /// <summary>Lowest major version, and of that the highest: NuGet's HighestMinor.</summary>
    HighestMinor,

    /// <summary>Lowest major and minor version, and of that the highest: NuGet's HighestPatch.</summary>
    HighestPatch,

    /// <summary>Without known vulnerabilities, passed its scan, highest.</summary>
    SecurityFirst,

    /// <summary>Best measured value first; unmeasured after measured; then highest.</summary>
    PerformanceFirst,
}

/// <summary>When a pre-release may be chosen.</summary>
public enum PrereleasePolicy
{
    /// <summary>Where a range on it that counts has a pre-release bound or float: NuGet's rule.</summary>
    Explicit,

    /// <summary>Always, after all stable versions.</summary>
    PreferStable,

    /// <summary>Where a root's range has a pre-release bound, or the package has nothing else.</summary>
    RootExplicitOrOnly,

    /// <summary>Always, in the order of versions.</summary>
    All,
}

/// <summary>When a version that its feed does not list may be chosen.</summary>
public enum UnlistedPolicy
{
    /// <summary>After all listed ones.</summary>
    PreferListed,

    /// <summary>Only where a root asks for exactly this version, or the lock holds it.</summary>
    ExactRootOnly,
}

/// <summary>The words of the command line and of <c>modulebuild.json</c> for the members above.</summary>
public static class PolicyWords
{
    /// <summary>Strategies.</summary>
    public static ImmutableSortedDictionary<string, ResolutionStrategy> Strategies { get; } = ImmutableSortedDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        [
            KeyValuePair.Create("latest-compatible", ResolutionStrategy.LatestCompatible),
            KeyValuePair.Create("latest", ResolutionStrategy.LatestCompatible),
            KeyValuePair.Create("lowest", ResolutionStrategy.Lowest),
            KeyValuePair.Create("highest-minor", ResolutionStrategy.HighestMinor),
            KeyValuePair.Create("highest-patch", ResolutionStrategy.HighestPatch),
            KeyValuePair.Create("security-first", ResolutionStrategy.SecurityFirst),
            KeyValuePair.Create("performance-first", ResolutionStrategy.PerformanceFirst),
        ]);

    /// <summary>Pre-release policies.</summary>
    public static ImmutableSortedDictionary<string, PrereleasePolicy> Prereleases { get; } = ImmutableSortedDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        [
            KeyValuePair.Create("explicit", PrereleasePolicy.Explicit),
            KeyValuePair.Create("prefer-stable", PrereleasePolicy.PreferStable),
            KeyValuePair.Create("root-explicit-or-only", PrereleasePolicy.RootExplicitOrOnly),
            KeyValuePair.Create("all", PrereleasePolicy.All),
        ]);

    /// <summary>Policies for unlisted versions.</summary>
    public static ImmutableSortedDictionary<string, UnlistedPolicy> Unlisted { get; } = ImmutableSortedDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        [
            KeyValuePair.Create("prefer-listed", UnlistedPolicy.PreferListed),
            KeyValuePair.Create("exact-root-only", UnlistedPolicy.ExactRootOnly),
        ]);

    /// <summary>The member that a word names; underscores count as hyphens.</summary>
    /// <typeparam name="T">The kind of policy.</typeparam>
    /// <param name="words">One of the tables of this class.</param>
    /// <param name="word">What somebody wrote.</param>
    /// <returns>The member, or null where there is no such word.</returns>
    public static T? Find<T>(ImmutableSortedDictionary<string, T> words, string word)
        where T : struct, Enum =>
        words.TryGetValue(word.Replace('_', '-'), out var found) ? found : null;

    /// <summary>The word of a member.</summary>
    /// <typeparam name="T">The kind of policy.</typeparam>
    /// <param name="words">One of the tables of this class.</param>
    /// <param name="member">The member.</param>
    public static string Of<T>(ImmutableSortedDictionary<string, T> words, T member)
        where T : struct, Enum =>
        words.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, member) && pair.Key != "latest").Key;
}
