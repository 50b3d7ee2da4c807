using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Core.Resolution.Solving;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Outcomes;

/// <summary>Makes the set of a solution: who asked for what, and what became different.</summary>
internal static class SetBuilder
{
    /// <summary>The set.</summary>
    /// <param name="solved">A solve that found one.</param>
    public static ResolvedSet Build(Solved solved)
    {
        var members = solved.Outcome.Members.Where(member => !member.Package.IsHost).ToList();
        var requirements = RequirementsOf(solved);
        var packages = members.Select(member => new ResolvedPackage(
            FactsOf(member), [.. requirements.GetValueOrDefault(member.Package.Id) ?? []])).ToImmutableArray();
        var hosts = ImmutableSortedDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, solved.Outcome.Members
            .Where(member => member.Package.IsHost)
            .Select(member => KeyValuePair.Create(member.Package.Id, member.Package.Versions[member.Bit - 1].Version)));
        var versions = packages.ToDictionary(package => package.Facts.Id, package => package.Facts.Version, StringComparer.OrdinalIgnoreCase);
        var kept = solved.Request.Locked.Count(locked => versions.TryGetValue(locked.Key, out var version) && version == locked.Value);
        return new ResolvedSet(packages, hosts.SetItems(solved.Request.Hosts), solved.Request.Policy.Strategy, kept, Changes(solved, versions, requirements));
    }

    private static PackageFacts FactsOf((UniversePackage Package, int Bit) member)
    {
        var known = member.Package.Versions[member.Bit - 1];
        return known.Facts ?? new PackageFacts { Id = member.Package.Id, Version = known.Version, Listed = known.Listed, Deprecated = known.Deprecated };
    }

    private static Dictionary<string, List<Requirement>> RequirementsOf(Solved solved)
    {
        var byId = new Dictionary<string, List<Requirement>>(StringComparer.OrdinalIgnoreCase);
        foreach (var root in solved.Request.Roots)
        {
            Add(root.Dependency.Id, new Requirement(root.Requester, null, root.Dependency.Range, root.Dependency.Kind, root.Location));
        }

        foreach (var (package, bit) in solved.Outcome.Members)
        {
            if (!package.IsHost && PackageUniverse.FactsOf(package, bit) is { } facts)
            {
                foreach (var dependency in facts.Dependencies.OrderBy(dependency => dependency.Id, StringComparer.OrdinalIgnoreCase))
                {
                    Add(dependency.Id, new Requirement(facts.ToString(), facts.Id, dependency.Range, dependency.Kind, null));
                }
            }
        }

        return byId;

        void Add(string id, Requirement requirement)
        {
            if (!byId.TryGetValue(id, out var requirements))
            {
                byId.Add(id, requirements = []);
            }

            requirements.Add(requirement);
        }
    }

    private static ImmutableArray<VersionChange> Changes(
        Solved solved, Dictionary<string, NuGetVersion> versions, Dictionary<string, List<Requirement>> requirements)
    {
        var locked = solved.Request.Locked;
        if (locked.IsEmpty)
        {
            return [];
        }

        return
        [
            .. locked.Keys.Union(versions.Keys, StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Select(id => (Id: id, From: locked.GetValueOrDefault(id), To: versions.GetValueOrDefault(id)))
                .Where(change => change.From != change.To)
                .Select(change => new VersionChange(
                    solved.Universe.Find(change.Id)?.Id ?? change.Id, change.From, change.To,
                    Because(solved, change, requirements.GetValueOrDefault(change.Id) ?? []))),
        ];
    }

    private static string Because(Solved solved, (string Id, NuGetVersion? From, NuGetVersion? To) change, List<Requirement> requirements)
    {
        if (change.To is null)
        {
            return "nothing needs it any more";
        }

        if (change.From is null)
        {
            return requirements.FirstOrDefault(requirement => requirement.Kind == DependencyKind.Required) is { } first
                ? $"{first.Requester} needs it"
                : "it is new";
        }

        if (solved.Universe.Find(change.Id) is not { } package || package.Versions.All(known => known.Version != change.From))
        {
            return $"{change.From.ToNormalizedString()} is no longer there";
        }

        var old = package.SetOf(known => known.Version == change.From);
        if (requirements.FirstOrDefault(requirement => !VersionBits.Overlap(old, package.SetOf(requirement.Range))) is { } against)
        {
            return $"{against.Requester} needs {against.Range}";
        }

        return solved.Request.Update is { } update && (update.IsEmpty || update.Contains(change.Id))
            ? "it was to be updated"
            : "what it needs does not go with the rest of the set";
    }
}
