namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// Conflict resolution: from an incompatibility that is broken to the one that would have told so earlier. See "Conflict Resolution" in
/// the solver document of Dart's pub, https://github.com/dart-lang/pub/blob/master/doc/solver.md.
/// </summary>
internal sealed class ConflictResolution(PackageUniverse universe, IncompatibilityStore store, PartialSolution solution)
{
    private readonly WorkingIncompatibility _working = new(universe, store);
    private readonly List<(int Package, int Incompatibility)> _steps = [];
    private ulong[] _union = new ulong[8];

    /// <summary>Finds the root cause of a conflict and goes back to where it would have been seen.</summary>
    /// <param name="conflict">An incompatibility whose terms all hold.</param>
    /// <returns>The root cause, and the package that it now narrows; -1 where nothing is left to take back: there is no solution.</returns>
    public (int RootCause, int Package) Resolve(int conflict)
    {
        _working.Load(conflict);
        _steps.Clear();
        while (_working.Terms.Count > 0)
        {
            var (satisfier, package, previousLevel) = FindSatisfier();
            ref readonly var assignment = ref solution[satisfier];
            if (assignment.Cause == PartialSolution.Decision || previousLevel < assignment.Level)
            {
                var rootCause = Learn(conflict);
                solution.Backtrack(previousLevel);
                return (rootCause, package);
            }

            _steps.Add((package, assignment.Cause));
            _working.Resolve(package, assignment.Cause);
        }

        return (Learn(conflict), -1);
    }

    // The assignment that made the last of the terms true, and the level at which all the others, and what of this one the assignment
    // does not explain by itself, were true already.
    private (int Satisfier, int Package, int PreviousLevel) FindSatisfier()
    {
        var (satisfier, second, package) = (-1, -1, -1);
        foreach (var (other, set) in _working.Terms)
        {
            var index = SatisfierOf(other, set);
            if (index > satisfier)
            {
                (second, satisfier, package) = (satisfier, index, other);
            }
            else
            {
                second = Math.Max(second, index);
            }
        }

        ref readonly var assignment = ref solution[satisfier];
        if (assignment.Cause != PartialSolution.Decision)
        {
            var union = Union(package, assignment.Cause);
            if (!VersionBits.IsSubset(universe.Packages[package].Full, union))
            {
                second = Math.Max(second, SatisfierOf(package, union));
            }
        }

        return (satisfier, package, second < 0 ? 0 : solution[second].Level);
    }

    // The earliest assignment after which a term holds.
    private int SatisfierOf(int package, ReadOnlySpan<ulong> set)
    {
        var index = solution.NewestOf(package);
        while (solution[index].Older is >= 0 and var older && VersionBits.IsSubset(solution.DomainAfter(older), set))
        {
            index = older;
        }

        return index;
    }

    private ReadOnlySpan<ulong> Union(int package, int incompatibility)
    {
        var set = _working.SetOf(package);
        if (_union.Length < set.Length)
        {
            _union = new ulong[set.Length];
        }

        for (var term = store.StartOf(incompatibility); term < store.EndOf(incompatibility); term++)
        {
            if (store.PackageOf(term) == package)
            {
                var other = store.SetOf(term);
                for (var i = 0; i < set.Length; i++)
                {
                    _union[i] = set[i] | other[i];
                }
            }
        }

        return _union.AsSpan(0, set.Length);
    }

    private int Learn(int conflict)
    {
        if (_steps.Count == 0)
        {
            return conflict;
        }

        var learned = store.Begin(new LearnedCause(conflict, [.. _steps]));
        foreach (var (package, set) in _working.Terms)
        {
            store.AddTerm(package, set);
        }

        return learned;
    }
}
