namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// PubGrub (Natalie Weizenbaum, 2018): propagate, decide, repeat; from each conflict learn the incompatibility that caused it.
/// Algorithm and words are those of https://github.com/dart-lang/pub/blob/master/doc/solver.md; what is different here is told in
/// <c>docs/solver.md</c>. A solver may be used again for its universe, by one thread at a time.
/// </summary>
internal sealed class Solver
{
    private const long WorkOfConflict = 3_000; // terms looked at for each conflict of the budget: the more was learned, the more there are

    private readonly PackageUniverse _universe;
    private readonly IncompatibilityStore _store;
    private readonly PartialSolution _solution;
    private readonly UnitPropagation _propagation;
    private readonly ConflictResolution _conflictResolution;
    private readonly BroughtIn _broughtIn;
    private readonly OptIns _optIns;
    private readonly DecisionOrder _order;
    private readonly List<int> _seen = [];
    private readonly bool[] _isSeen;
    private bool[] _stated = new bool[64];
    private readonly List<int> _statedConstraints = [];
    private SolverInput _input = null!;
    private Eligibility _eligibility = null!;
    private VersionPreference _preference = null!;
    private bool _mayBeLoose;

    public Solver(PackageUniverse universe)
    {
        _universe = universe;
        _store = new IncompatibilityStore(universe);
        _solution = new PartialSolution(universe);
        _propagation = new UnitPropagation(universe, _store, _solution) { BecamePositive = See };
        _conflictResolution = new ConflictResolution(universe, _store, _solution);
        _broughtIn = new BroughtIn(universe, _store, _solution);
        _optIns = new OptIns(universe, _store, _solution, _broughtIn);
        _order = new DecisionOrder(universe, _solution, _optIns);
        _isSeen = new bool[universe.Packages.Length];
    }

    /// <summary>The incompatibilities of the last solve, for its proof.</summary>
    public IncompatibilityStore Incompatibilities => _store;

    /// <summary>Solves.</summary>
    /// <param name="input">The request.</param>
    /// <param name="cancellation">Stops the work.</param>
    public SolverOutcome Solve(SolverInput input, CancellationToken cancellation)
    {
        Begin(input);
        var (conflict, mostWork) = (StateFacts(), _propagation.Work + (input.Request.Policy.ConflictBudget * WorkOfConflict));
        for (var conflicts = 0; ;)
        {
            conflict = conflict >= 0 ? conflict : _propagation.Run();
            if (conflict >= 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (++conflicts > input.Request.Policy.ConflictBudget || _propagation.Work > mostWork)
                {
                    return new SolverOutcome(SolverEnd.OverBudget, [], -1, conflicts);
                }

                var (rootCause, package) = _conflictResolution.Resolve(conflict);
                if (package < 0)
                {
                    return new SolverOutcome(SolverEnd.Unsolvable, [], rootCause, conflicts);
                }

                _order.NoteConflict(_store, rootCause);
                _propagation.Enqueue(package);
                conflict = -1;
            }
            else if (_order.Next(_eligibility, input) is >= 0 and var next)
            {
                Decide(_universe.Packages[next]);
            }
            else if (!StateWhatIsBroken())
            {
                return new SolverOutcome(SolverEnd.Solved, Members(), -1, conflicts);
            }
        }
    }

    /// <summary>The packages about which there were most conflicts, most first.</summary>
    public IEnumerable<UniversePackage> MostContested => _order.MostContested;

    private void Begin(SolverInput input)
    {
        _propagation.Clear();
        _solution.Clear();
        _store.Clear();
        _optIns.Clear();
        _order.Clear();
        _seen.ForEach(package => _isSeen[package] = false);
        _seen.Clear();
        _statedConstraints.ForEach(constraint => _stated[constraint] = false);
        _statedConstraints.Clear();
        _mayBeLoose = false;
        _input = input;
        _eligibility = new Eligibility(_universe, input);
        _preference = new VersionPreference(_universe, input);
    }

    // What holds for every solution. Returns an incompatibility without terms, where nothing can be right, or -1.
    private int StateFacts()
    {
        foreach (var (cause, package, forbidden) in _input.Facts)
        {
            var incompatibility = _store.Begin(cause);
            if (package is null || VersionBits.IsSubset(package.Full, forbidden))
            {
                return incompatibility;
            }

            _store.AddTerm(package.Index, forbidden);
            _propagation.Enqueue(package.Index);
        }

        return -1;
    }

    // A package must be in the set: from now on it matters which of its versions may be chosen.
    private void See(int index)
    {
        if (_isSeen[index])
        {
            return;
        }

        _isSeen[index] = true;
        _seen.Add(index);
        foreach (var ineligible in _eligibility.Of(_universe.Packages[index]))
        {
            _store.Begin(ineligible);
            _store.AddTerm(index, ineligible.Versions);
            _propagation.Enqueue(index);
        }
    }

    private void Decide(UniversePackage package)
    {
        var domain = _solution.DomainOf(package.Index);
        if (_eligibility.DependsOnOthers(package) && VersionBits.Overlap(domain, package.Prereleases) && !_optIns.AreGiven(package))
        {
            var stable = VersionBits.Complement(domain, package.Prereleases);
            if (!VersionBits.IsEmpty(stable))
            {
                domain = stable;
            }
            else if (!_optIns.AreStated(package))
            {
                State(package);
                return;
            }
        }

        Decide(package, _preference.Best(package, domain));
    }

    // States what the version asks for. Where that cannot be had, the version is not chosen: propagation will rule it out.
    private void Decide(UniversePackage package, int bit)
    {
        var isPossible = true;
        foreach (var constraint in _universe.ConstraintsOf(package, bit))
        {
            State(constraint);
            if (constraint.Target is not { } target || VersionBits.IsSubset(_solution.DomainOf(target.Index), constraint.Forbidden))
            {
                isPossible = false;
                _order.NoteRejection(package, constraint.Target);
            }
        }

        if (isPossible)
        {
            _solution.Decide(package.Index, bit);
        }

        _propagation.Enqueue(package.Index);
    }

    private void State(Constraint constraint)
    {
        if (constraint.Number >= _stated.Length)
        {
            Array.Resize(ref _stated, Math.Max(_stated.Length * 2, _universe.ConstraintCount));
        }

        if (_stated[constraint.Number] || !constraint.CanBeBroken)
        {
            return;
        }

        _stated[constraint.Number] = true;
        _statedConstraints.Add(constraint.Number);
        _mayBeLoose |= constraint.Relation == ConstraintKind.Peer;
        _store.Begin(constraint);
        if (constraint.Target == constraint.Depender)
        {
            _store.AddTerm(constraint.Depender.Index, [.. constraint.DependerVersions.Zip(constraint.Forbidden, (a, b) => a & b)]);
            return;
        }

        _store.AddTerm(constraint.Depender.Index, constraint.DependerVersions);
        if (constraint.Target is { } target && !VersionBits.IsSubset(target.Full, constraint.Forbidden))
        {
            _store.AddTerm(target.Index, constraint.Forbidden);
        }
    }

    private void State(UniversePackage package)
    {
        _mayBeLoose = true;
        foreach (var changed in _optIns.State(package).ToList())
        {
            _propagation.Enqueue(changed);
        }
    }

    // All is decided: rules about the set as a whole that propagation does not know.
    private bool StateWhatIsBroken()
    {
        var isBroken = false;
        foreach (var index in _solution.Positives)
        {
            var package = _universe.Packages[index];
            if (_eligibility.DependsOnOthers(package) && VersionBits.Overlap(_solution.DomainOf(index), package.Prereleases) && !_optIns.AreGiven(package))
            {
                State(package);
                isBroken = true;
            }
        }

        if (!isBroken && _mayBeLoose && _broughtIn.FindLoose(_input) is { Count: > 0 } loose)
        {
            foreach (var package in loose)
            {
                _broughtIn.State(package, loose);
                _propagation.Enqueue(package.Index);
            }

            isBroken = true;
        }

        return isBroken;
    }

    private List<(UniversePackage Package, int Bit)> Members() =>
        [.. _solution.Positives.Order().Select(index => (_universe.Packages[index], _solution.ChosenBit(index)))];
}
