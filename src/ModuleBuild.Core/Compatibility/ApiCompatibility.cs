using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Compatibility;

/// <summary>The public API against the last release.</summary>
/// <param name="LastVersion">The highest stable version below this one; null where none was found.</param>
/// <param name="NotCompared">Why it was not compared; null where it was, or where there is no earlier release.</param>
/// <param name="Differences">Breaking ones first, then in the ordinal order of ids and members.</param>
public sealed record ApiCompatibility(NuGetVersion? LastVersion, NotComparedReason? NotCompared, ImmutableArray<ApiDifference> Differences)
{
    /// <summary>There is no earlier release, so there is nothing to say.</summary>
    public static ApiCompatibility First { get; } = new(null, null, []);

    /// <summary>What the differences mean together.</summary>
    public ApiChange Change => Differences.Any(difference => difference.IsBreaking) ? ApiChange.Breaking
        : Differences.IsEmpty ? ApiChange.None
        : ApiChange.Addition;

    /// <summary>The lowest version that may follow the last one; null where nothing was compared.</summary>
    public NuGetVersion? VersionNeeded => LastVersion is null || NotCompared is not null ? null : NextVersion.After(LastVersion, Change);
}

/// <summary>Why the last release was not compared.</summary>
public enum NotComparedReason
{
    /// <summary>Nobody was to be asked, and it is not here.</summary>
    Offline,

    /// <summary>A source did not answer.</summary>
    Unreachable,

    /// <summary>The release, or what compares, cannot be used.</summary>
    Unusable,
}
