namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// Unit propagation: where all terms of an incompatibility hold but one, that one must not. It goes on until nothing new follows, or an
/// incompatibility is broken.
/// </summary>
internal sealed class UnitPropagation(PackageUniverse universe, IncompatibilityStore store, PartialSolution solution)
{
    private readonly UniversePackage[] _packages = universe.Packages;
    private readonly bool[] _queued = new bool[universe.Packages.Length];
    private readonly Stack<int> _changed = new();

    /// <summary>Called with a package the moment that it must be in the set.</summary>
    public Action<int> BecamePositive { get; set; } = _ => { };

    /// <summary>How many terms were looked at in all solves so far: a measure of work that does not depend on the machine.</summary>
    public long Work { get; private set; }

    /// <summary>Notes that something about a package is new.</summary>
    /// <param name="package">The package's index.</param>
    public void Enqueue(int package)
    {
        if (!_queued[package])
        {
            _queued[package] = true;
            _changed.Push(package);
        }
    }

    /// <summary>Forgets what is new.</summary>
    public void Clear()
    {
        while (_changed.TryPop(out var package))
        {
            _queued[package] = false;
        }
    }

    /// <summary>Propagates.</summary>
    /// <returns>An incompatibility that is broken, or -1.</returns>
    public int Run()
    {
        while (_changed.TryPop(out var package))
        {
            _queued[package] = false;
            for (var term = store.NewestTermOf(package); term >= 0; term = store.NextOlderTerm(term))
            {
                Work++;
                if (Relate(package, term) != Relation.Contradicted)
                {
                    var incompatibility = store.IncompatibilityOf(term);
                    if (Propagate(incompatibility))
                    {
                        Clear();
                        return incompatibility;
                    }
                }
            }
        }

        return -1;
    }

    // Whether the incompatibility is broken.
    private bool Propagate(int incompatibility)
    {
        ref var idle = ref store.IdleBy(incompatibility);
        if (IsIdle(idle.One, idle.Other))
        {
            return false;
        }

        var open = -1;
        var end = store.EndOf(incompatibility);
        for (var term = store.StartOf(incompatibility); term < end; term++)
        {
            switch (Relate(store.PackageOf(term), term))
            {
                case Relation.Contradicted:
                    idle = (term, term);
                    return false;
                case Relation.Open when open >= 0:
                    idle = (open, term);
                    return false;
                case Relation.Open:
                    open = term;
                    break;
            }
        }

        if (open < 0)
        {
            return true;
        }

        var package = store.PackageOf(open);
        var wasPositive = solution.IsPositive(package);
        solution.Derive(package, store.SetOf(open), incompatibility);
        Enqueue(package);
        if (!wasPositive && solution.IsPositive(package))
        {
            BecamePositive(package);
        }

        return false;
    }

    // Whether what kept the incompatibility from mattering still does: then no other of its terms needs a look.
    private bool IsIdle(int one, int other)
    {
        var first = Relate(store.PackageOf(one), one);
        return first == Relation.Contradicted || (one != other && Relate(store.PackageOf(other), other) switch
        {
            Relation.Contradicted => true,
            Relation.Open => first == Relation.Open,
            _ => false,
        });
    }

    private Relation Relate(int package, int term)
    {
        if (_packages[package].Full.Length == 1)
        {
            var (can, holds) = (solution.WordOf(package), store.WordOf(term));
            return (can & ~holds) == 0 ? Relation.Holds : (can & holds) == 0 ? Relation.Contradicted : Relation.Open;
        }

        var domain = solution.DomainOf(package);
        var set = store.SetOf(term);
        return VersionBits.IsSubset(domain, set) ? Relation.Holds : VersionBits.Overlap(domain, set) ? Relation.Open : Relation.Contradicted;
    }

    private enum Relation
    {
        Holds,
        Contradicted,
        Open,
    }
}
