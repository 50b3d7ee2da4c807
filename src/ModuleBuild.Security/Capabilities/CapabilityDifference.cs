using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Capabilities;

/// <summary>What two versions reach, one and not the other.</summary>
/// <param name="Before">The older report.</param>
/// <param name="After">The newer report.</param>
/// <param name="Added">What only the newer reaches, with its ways.</param>
/// <param name="Removed">What only the older reached, with its ways.</param>
/// <param name="IsSameMap">Whether both were made with the same map; else a difference may be the map's.</param>
public sealed record CapabilityDifference(
    CapabilityReport Before,
    CapabilityReport After,
    ImmutableArray<ReachedCapability> Added,
    ImmutableArray<ReachedCapability> Removed,
    bool IsSameMap)
{
    /// <summary>Compares: pairs of capability and package that one report has and the other has not.</summary>
    /// <param name="before">The older report.</param>
    /// <param name="after">The newer report.</param>
    public static CapabilityDifference Of(CapabilityReport before, CapabilityReport after) => new(
        before,
        after,
        Only(after, before),
        Only(before, after),
        before.MapVersion == after.MapVersion);

    private static ImmutableArray<ReachedCapability> Only(CapabilityReport some, CapabilityReport others)
    {
        // The module's own code counts as one package, whatever its assemblies are called.
        var known = others.Capabilities.Select(reached => (reached.Capability, Via(others, reached))).ToHashSet();
        return [.. some.Capabilities.Where(reached => !known.Contains((reached.Capability, Via(some, reached))))];
    }

    private static string Via(CapabilityReport report, ReachedCapability reached) =>
        string.Equals(reached.Package, report.Module, StringComparison.OrdinalIgnoreCase) ? string.Empty : reached.Package.ToUpperInvariant();
}
