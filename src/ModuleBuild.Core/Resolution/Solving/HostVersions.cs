using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// Hosts as packages of the universe. A host that was given has its one version. Where no host was given at all, each host that anybody
/// names may have any version at which a range begins, or the release of that: if some version satisfies all, then one of these does.
/// </summary>
internal sealed class HostVersions
{
    private HostVersions(ImmutableArray<(string Id, NuGetVersion[] Versions)> all, bool areGiven)
    {
        All = all;
        AreGiven = areGiven;
    }

    /// <summary>No hosts.</summary>
    public static HostVersions None { get; } = new([], false);

    /// <summary>Hosts with their versions, lowest first, in ordinal order of ids.</summary>
    public ImmutableArray<(string Id, NuGetVersion[] Versions)> All { get; }

    /// <summary>Whether the request says which hosts there are.</summary>
    public bool AreGiven { get; }

    /// <summary>The hosts of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="packages">All packages that are known.</param>
    public static HostVersions Of(ResolutionRequest request, IEnumerable<(string Id, KnownVersion[] Versions)> packages)
    {
        if (!request.Hosts.IsEmpty)
        {
            return new([.. request.Hosts.Select(host => (host.Key, new[] { host.Value }))], true);
        }

        var bounds = new SortedDictionary<string, SortedSet<NuGetVersion>>(StringComparer.OrdinalIgnoreCase);
        foreach (var host in request.RootHosts)
        {
            Add(bounds, host.Host.Id, host.Host.Range.Range);
        }

        foreach (var (_, versions) in packages)
        {
            foreach (var version in versions)
            {
                foreach (var host in version.Facts?.Hosts ?? [])
                {
                    Add(bounds, host.Id, host.Range.Range);
                }
            }
        }

        return bounds.Count == 0 ? None : new([.. bounds.Select(pair => (pair.Key, pair.Value.ToArray()))], false);
    }

    private static void Add(SortedDictionary<string, SortedSet<NuGetVersion>> bounds, string id, VersionRange range)
    {
        if (!bounds.TryGetValue(id, out var versions))
        {
            bounds.Add(id, versions = []);
        }

        var min = range.HasLowerBound ? range.MinVersion! : new NuGetVersion(0, 0, 0);
        var first = range is { HasLowerBound: true, IsMinInclusive: false } ? After(min) : min;
        versions.Add(first);
        if (first.IsPrerelease)
        {
            versions.Add(new NuGetVersion(first.Version, releaseLabel: null)); // the first that a float can take, which leaves out pre-releases
        }
    }

    // The nearest version above a bound that is itself left out.
    private static NuGetVersion After(NuGetVersion bound) => bound.IsPrerelease
        ? new NuGetVersion(bound.Version, [.. bound.ReleaseLabels, "0"], null, null)
        : new NuGetVersion(bound.Major, bound.Minor, bound.Patch, bound.Revision + 1);
}
