using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Security.Checks.Osv;

/// <summary>A range of OSV, as a list of events; see https://ossf.github.io/osv-schema/#evaluation.</summary>
/// <param name="Events">The events in any order; null is <c>0</c>, before every version.</param>
internal sealed record OsvRange(ImmutableArray<(OsvEvent Event, NuGetVersion? Version)> Events)
{
    /// <summary>Whether a version is in it: the last event at or before the version decides.</summary>
    public bool Contains(NuGetVersion version)
    {
        if (Events.Any(entry => entry.Event == OsvEvent.Limit) && !Events.Any(entry => entry.Event == OsvEvent.Limit && (entry.Version is null || version < entry.Version)))
        {
            return false;
        }

        var affected = false;
        foreach (var (kind, at) in Events.OrderBy(entry => entry.Version, Comparer<NuGetVersion?>.Default).ThenBy(entry => entry.Event))
        {
            affected = kind switch
            {
                OsvEvent.Introduced when at is null || version >= at => true,
                OsvEvent.Fixed when at is null || version >= at => false,
                OsvEvent.LastAffected when at is null || version > at => false,
                _ => affected,
            };
        }

        return affected;
    }

    /// <summary>The first fixed version after one, or null.</summary>
    public NuGetVersion? FixedAfter(NuGetVersion version) =>
        Events.Where(entry => entry.Event == OsvEvent.Fixed && entry.Version is not null && entry.Version > version).Select(entry => entry.Version).Min();
}

/// <summary>What happens at a version. In the order in which events of one version count.</summary>
internal enum OsvEvent
{
    /// <summary>Affected from it on.</summary>
    Introduced,

    /// <summary>Not affected any more from it on.</summary>
    Fixed,

    /// <summary>Affected up to it, and not after it.</summary>
    LastAffected,

    /// <summary>Versions from it on are not spoken of.</summary>
    Limit,
}
