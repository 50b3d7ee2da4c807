using System.Collections.Frozen;
using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Security.Checks.Osv;

/// <summary>One package that an advisory is about.</summary>
/// <param name="PackageId">Its id.</param>
/// <param name="Advisory">The advisory.</param>
/// <param name="Versions">Versions that are affected, one by one.</param>
/// <param name="Ranges">Ranges that are.</param>
internal sealed record OsvAffected(string PackageId, Advisory Advisory, FrozenSet<NuGetVersion> Versions, ImmutableArray<OsvRange> Ranges)
{
    /// <summary>The advisory as it concerns a version, or null where it does not.</summary>
    public Advisory? For(NuGetVersion version)
    {
        if (!Versions.Contains(version) && !Ranges.Any(range => range.Contains(version)))
        {
            return null;
        }

        var containing = Ranges.Where(range => range.Contains(version)).ToList();
        return Advisory with
        {
            FirstFixed = (containing.Count > 0 ? containing : [.. Ranges]).Select(range => range.FixedAfter(version)).OfType<NuGetVersion>().Min(),
        };
    }
}
