namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// Which package is decided next: those that were fought over, those that are updated, those whose locked version is still possible,
/// roots, those with the fewest versions left, and then in ordinal order. Hosts come last: no package is to lose a version to one. Plain PubGrub backtracks on the wrong package where one that few versions fit is decided late (see astral-sh/uv #8157).
/// </summary>
internal sealed class DecisionOrder(PackageUniverse universe, PartialSolution solution, OptIns optIns)
{
    // From so many conflicts on a package goes before the roots.
    private const int Contested = 5;

    private readonly int[] _conflicts = new int[universe.Packages.Length];
    private readonly List<int> _touched = [];

    /// <summary>The packages about which there were most conflicts, most first.</summary>
    public IEnumerable<UniversePackage> MostContested =>
        _touched.OrderByDescending(index => _conflicts[index]).ThenBy(index => index).Select(index => universe.Packages[index]);

    /// <summary>Forgets all conflicts.</summary>
    public void Clear()
    {
        _touched.ForEach(index => _conflicts[index] = 0);
        _touched.Clear();
    }

    /// <summary>A version was not chosen, because what it asks for cannot be had.</summary>
    /// <param name="package">Whose version.</param>
    /// <param name="target">What it asks for; null where nobody knows it.</param>
    public void NoteRejection(UniversePackage package, UniversePackage? target)
    {
        Count(package.Index);
        if (target is not null)
        {
            Count(target.Index);
        }
    }

    /// <summary>A conflict was resolved.</summary>
    /// <param name="store">The incompatibilities.</param>
    /// <param name="rootCause">Its root cause.</param>
    public void NoteConflict(IncompatibilityStore store, int rootCause)
    {
        for (var term = store.StartOf(rootCause); term < store.EndOf(rootCause); term++)
        {
            Count(store.PackageOf(term));
        }
    }

    /// <summary>The package to decide; -1 where none is left.</summary>
    /// <param name="eligibility">Says whose pre-releases depend on others.</param>
    /// <param name="input">Says which are roots, and which are updated.</param>
    public int Next(Eligibility eligibility, SolverInput input)
    {
        var (best, bestKey) = (-1, default((int, int, bool, bool, bool, int, int)));
        foreach (var index in solution.Positives)
        {
            if (!solution.IsDecided(index))
            {
                var package = universe.Packages[index];
                var conflicts = _conflicts[index];
                var domain = solution.DomainOf(index);
                var key = (
                    Lateness(package, eligibility),
                    conflicts >= Contested ? -conflicts : 0,
                    !input.IsUpdated(package),
                    !(input.LockedBit(package) is > 0 and var locked && VersionBits.Contains(domain, locked)),
                    !input.IsRoot(package),
                    VersionBits.Count(domain),
                    index);
                if (best < 0 || key.CompareTo(bestKey) < 0)
                {
                    (best, bestKey) = (index, key);
                }
            }
        }

        return best;
    }

    // 1 where it may yet become known that pre-releases are eligible, 2 where nothing else is left, 3 for hosts.
    private int Lateness(UniversePackage package, Eligibility eligibility)
    {
        if (package.IsHost)
        {
            return 3;
        }

        if (!package.HasPrerelease || !eligibility.DependsOnOthers(package))
        {
            return 0;
        }

        var domain = solution.DomainOf(package.Index);
        return !VersionBits.Overlap(domain, package.Prereleases) || optIns.AreGiven(package) ? 0
            : VersionBits.IsSubset(domain, package.Prereleases) ? 2
            : 1;
    }

    private void Count(int index)
    {
        if (_conflicts[index]++ == 0)
        {
            _touched.Add(index);
        }
    }
}
