namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// Pre-releases that are eligible only while somebody in the set asks for one. That is a rule about the set as a whole: what asks for one
/// version makes others eligible. So such packages are decided late, when it is known who asks, and the rule becomes an incompatibility
/// only where a pre-release is the one way left.
/// </summary>
internal sealed class OptIns(PackageUniverse universe, IncompatibilityStore store, PartialSolution solution, BroughtIn broughtIn)
{
    private readonly HashSet<UniversePackage> _stated = [];

    /// <summary>Forgets the last solve.</summary>
    public void Clear() => _stated.Clear();

    /// <summary>Whether a member of the set asks for a pre-release of a package.</summary>
    /// <param name="package">The package.</param>
    public bool AreGiven(UniversePackage package)
    {
        foreach (var (depender, versions) in universe.OptInsOf(package))
        {
            if (solution.IsDecided(depender.Index) && VersionBits.Overlap(solution.DomainOf(depender.Index), versions))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the rule was made an incompatibility for a package.</summary>
    /// <param name="package">The package.</param>
    public bool AreStated(UniversePackage package) => _stated.Contains(package);

    /// <summary>
    /// Makes the rule an incompatibility: a pre-release of the package, and none of those in the set who would ask for one. Of those who
    /// are not in the set it is stated too that nothing brings them in.
    /// </summary>
    /// <param name="package">The package.</param>
    /// <returns>Packages about which there is something new.</returns>
    public IEnumerable<int> State(UniversePackage package)
    {
        var optIns = universe.OptInsOf(package);
        if (_stated.Add(package))
        {
            var versions = optIns.GroupBy(optIn => optIn.Depender).Select(group => (group.Key, Set: Union(group.Select(optIn => optIn.Versions)))).ToList();
            var own = versions.FirstOrDefault(optIn => optIn.Key == package).Set;
            var others = versions.Where(optIn => optIn.Key != package).ToList();
            store.Begin(new NeedsOptIn(package, others));
            store.AddTerm(package.Index, own is null ? package.Prereleases : VersionBits.Complement(package.Prereleases, own));
            foreach (var (depender, set) in others)
            {
                store.AddTerm(depender.Index, VersionBits.Complement(depender.Full, set));
            }
        }

        yield return package.Index;
        foreach (var depender in optIns.Select(optIn => optIn.Depender).Where(depender => !solution.IsPositive(depender.Index)).Distinct())
        {
            broughtIn.State(depender);
            yield return depender.Index;
        }
    }

    private static ulong[] Union(IEnumerable<ulong[]> sets)
    {
        var union = Array.Empty<ulong>();
        foreach (var set in sets)
        {
            union = union.Length == 0 ? [.. set] : [.. union.Zip(set, (a, b) => a | b)];
        }

        return union;
    }
}
