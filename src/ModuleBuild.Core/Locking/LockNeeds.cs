using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Locking;

/// <summary>Whether a locked set still is a solution: pure comparison, no search.</summary>
internal static class LockNeeds
{
    /// <summary>What is asked for and not met, a sentence without its end each, in the order of those who ask.</summary>
    /// <param name="modules">What modules of the workspace ask for, by folder.</param>
    /// <param name="policy">What else counts.</param>
    /// <param name="lockFile">The set.</param>
    public static IEnumerable<string> Unmet(
        IReadOnlyDictionary<string, LockedModule> modules, ResolutionSettings policy, LockFile lockFile)
    {
        var packages = lockFile.Packages.ToDictionary(package => package.Id, StringComparer.OrdinalIgnoreCase);
        var overrides = policy.Overrides.GroupBy(rule => rule.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Range, StringComparer.OrdinalIgnoreCase);
        var unmet = new List<string>();
        foreach (var (folder, module) in modules)
        {
            // The set is made for the modules: what somebody else must bring to them, the set must hold.
            Check(LockInputs.NameOf(folder), module.Dependencies, module.Hosts, module.Conflicts);
        }

        foreach (var package in lockFile.Packages)
        {
            Check(package.ToString(), package.Dependencies, package.Hosts, package.Conflicts);
        }

        unmet.AddRange(
            from rule in policy.Exclusions
            where packages.TryGetValue(rule.Id, out var package) && Admits(rule.Range, package.Version)
            select $"{packages[rule.Id]} -> is excluded by modulebuild.json ({rule.Reason})");
        return unmet.Distinct(StringComparer.Ordinal);

        void Check(
            string who, IEnumerable<PackageDependency> dependencies, IEnumerable<PackageRange> hosts, IEnumerable<PackageRange> conflicts)
        {
            foreach (var dependency in dependencies.OrderBy(dependency => dependency.Id, StringComparer.OrdinalIgnoreCase))
            {
                var range = overrides.GetValueOrDefault(dependency.Id) ?? dependency.Range;
                if (!packages.TryGetValue(dependency.Id, out var package))
                {
                    if (dependency.Kind != DependencyKind.Optional)
                    {
                        unmet.Add($"{dependency.Id} -> is not in the lock, and must satisfy {range} ({who})");
                    }
                }
                else if (!Admits(range, package.Version))
                {
                    unmet.Add($"{package} -> must satisfy {range} ({who})");
                }
            }

            unmet.AddRange(
                from host in hosts
                where lockFile.Hosts.TryGetValue(host.Id, out var version) && !Admits(host.Range, version)
                select $"host {host.Id} {lockFile.Hosts[host.Id].ToNormalizedString()} -> must satisfy {host.Range} ({who})");
            unmet.AddRange(
                from conflict in conflicts
                where packages.TryGetValue(conflict.Id, out var package) && Admits(conflict.Range, package.Version)
                select $"{packages[conflict.Id]} -> conflicts with {who}");
        }
    }

    // A float is a range with a pattern: 1.* has no upper end of its own, and 2.0 does not match it.
    private static bool Admits(WrittenRange range, NuGetVersion version) =>
        range.Range.Satisfies(version) && (range.Range.Float is not { } pattern || pattern.Satisfies(version));
}
