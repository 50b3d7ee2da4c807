using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution;

/// <summary>Judges a set by the rules alone, with NuGet's own idea of a range: it shares no code with the solver.</summary>
public static class SetValidity
{
    // A version in every range, and between any two bounds, that tests give to hosts.
    private static readonly NuGetVersion[] PossibleHosts =
        [.. new[] { "0.0.0", "1.0.0", "1.0.0.1", "1.1.0-beta", "1.1.0", "2.0.0", "3.0.0" }.Select(NuGetVersion.Parse)];

    public static IEnumerable<string> Problems(ResolutionRequest request, ResolvedSet set) =>
        Problems(request, set.Packages.ToDictionary(package => package.Facts.Id, package => package.Facts, StringComparer.OrdinalIgnoreCase));

    public static IEnumerable<string> Problems(ResolutionRequest request, IReadOnlyDictionary<string, PackageFacts> set)
    {
        foreach (var root in request.Roots)
        {
            foreach (var problem in Broken(root.Requester, Overridden(root.Dependency, request), set))
            {
                yield return problem;
            }
        }

        foreach (var conflict in request.RootConflicts.Where(conflict => set.TryGetValue(conflict.Conflict.Id, out var other) && In(conflict.Conflict.Range, other.Version)))
        {
            yield return $"a root conflicts with {conflict.Conflict.Id}";
        }

        foreach (var facts in set.Values)
        {
            foreach (var problem in facts.Dependencies.SelectMany(dependency => Broken(facts.ToString(), Overridden(dependency, request), set)))
            {
                yield return problem;
            }

            foreach (var conflict in facts.Conflicts.Where(conflict => set.TryGetValue(conflict.Id, out var other) && In(conflict.Range, other.Version)))
            {
                yield return $"{facts} conflicts with {conflict.Id}";
            }

            foreach (var host in facts.Hosts.Where(host => request.Hosts.TryGetValue(host.Id, out var version) && !In(host.Range, version)))
            {
                yield return $"{facts} does not run on {host.Id}";
            }

            if (!request.Hosts.IsEmpty && !facts.Hosts.IsEmpty && !facts.Hosts.Any(host => request.Hosts.ContainsKey(host.Id)))
            {
                yield return $"{facts} has no host";
            }

            if (request.Platform is { } platform && !facts.Platforms.IsEmpty && !facts.Platforms.Any(each => each == "any" || platform == each || platform.StartsWith(each + "-", StringComparison.Ordinal)))
            {
                yield return $"{facts} does not run on {platform}";
            }

            foreach (var exclusion in request.Policy.Exclusions.Where(exclusion => Same(exclusion.Id, facts.Id) && In(exclusion.Range, facts.Version)))
            {
                yield return $"{facts} is excluded: {exclusion.Reason}";
            }

            if (facts.Version.IsPrerelease && !MayBePrerelease(facts, request, set))
            {
                yield return $"nobody asks for the pre-release {facts}";
            }
        }

        foreach (var host in request.RootHosts.Where(host => request.Hosts.TryGetValue(host.Host.Id, out var version) && !In(host.Host.Range, version)))
        {
            yield return $"{host.Requester} does not run on {host.Host.Id}";
        }

        if (request.Hosts.IsEmpty)
        {
            foreach (var host in set.Values.SelectMany(facts => facts.Hosts).Concat(request.RootHosts.Select(root => root.Host)).GroupBy(host => host.Id, StringComparer.OrdinalIgnoreCase))
            {
                if (!PossibleHosts.Any(version => host.All(each => In(each.Range, version))))
                {
                    yield return $"no version of host {host.Key} does for all";
                }
            }
        }

        var reached = Reach(request, set);
        foreach (var loose in set.Values.Where(facts => !reached.Contains(facts.Id)))
        {
            yield return $"nothing brings in {loose}";
        }
    }

    private static IEnumerable<string> Broken(string requester, PackageDependency dependency, IReadOnlyDictionary<string, PackageFacts> set)
    {
        if (!set.TryGetValue(dependency.Id, out var target))
        {
            if (dependency.Kind != DependencyKind.Optional)
            {
                yield return $"{requester} misses {dependency.Id}";
            }
        }
        else if (!In(dependency.Range, target.Version))
        {
            yield return $"{requester} needs {dependency.Id} {dependency.Range}, not {target.Version}";
        }
    }

    private static PackageDependency Overridden(PackageDependency dependency, ResolutionRequest request) =>
        request.Policy.Overrides.FirstOrDefault(each => Same(each.Id, dependency.Id)) is { } replaced ? dependency with { Range = replaced.Range } : dependency;

    private static bool MayBePrerelease(PackageFacts facts, ResolutionRequest request, IReadOnlyDictionary<string, PackageFacts> set) => request.Policy.Prerelease switch
    {
        PrereleasePolicy.Explicit => request.Roots.Select(root => root.Dependency)
            .Concat(set.Values.SelectMany(member => member.Dependencies))
            .Any(dependency => Same(dependency.Id, facts.Id) && OptsIn(Overridden(dependency, request).Range.Range)),
        _ => true,
    };

    private static bool OptsIn(VersionRange range) =>
        range.IsFloating ? range.Float!.IncludePrerelease
        : range.MinVersion?.IsPrerelease == true || (range.MaxVersion?.IsPrerelease == true && !(range.MaxVersion.Release == "0" && !range.IsMaxInclusive));

    private static HashSet<string> Reach(ResolutionRequest request, IReadOnlyDictionary<string, PackageFacts> set)
    {
        var reached = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(request.Roots.Where(root => root.Dependency.Kind != DependencyKind.Optional).Select(root => root.Dependency.Id));
        while (open.TryDequeue(out var id))
        {
            if (set.TryGetValue(id, out var facts) && reached.Add(facts.Id))
            {
                foreach (var dependency in facts.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Required))
                {
                    open.Enqueue(dependency.Id);
                }
            }
        }

        return reached;
    }

    private static bool In(WrittenRange range, NuGetVersion version) =>
        range.Range.IsFloating ? range.Range.Float!.Satisfies(version) : range.Range.Satisfies(version);

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
