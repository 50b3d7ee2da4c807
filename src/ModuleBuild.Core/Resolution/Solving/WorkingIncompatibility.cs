namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>An incompatibility while it is being resolved with others: terms by package.</summary>
internal sealed class WorkingIncompatibility
{
    private readonly UniversePackage[] _packages;
    private readonly IncompatibilityStore _store;
    private readonly int[] _place;
    private readonly List<(int Package, ulong[] Set)> _terms = [];

    public WorkingIncompatibility(PackageUniverse universe, IncompatibilityStore store)
    {
        _packages = universe.Packages;
        _store = store;
        _place = new int[_packages.Length];
    }

    /// <summary>Its terms, in no particular order.</summary>
    public IReadOnlyList<(int Package, ulong[] Set)> Terms => _terms;

    /// <summary>Begins with a copy of an incompatibility.</summary>
    /// <param name="incompatibility">Its number.</param>
    public void Load(int incompatibility)
    {
        foreach (var (package, _) in _terms)
        {
            _place[package] = 0;
        }

        _terms.Clear();
        for (var term = _store.StartOf(incompatibility); term < _store.EndOf(incompatibility); term++)
        {
            Add(_store.PackageOf(term), _store.SetOf(term).ToArray());
        }
    }

    /// <summary>The set for a package; empty where it has no term.</summary>
    /// <param name="package">The package's index.</param>
    public ReadOnlySpan<ulong> SetOf(int package) => _place[package] == 0 ? default : _terms[_place[package] - 1].Set;

    /// <summary>
    /// The resolvent with another incompatibility about a package. If a is incompatible with p in T, and b with p in U, then a and b are
    /// incompatible with p in T or U; where that is everything, p has no say. (PubGrub's rule of resolution, in sets.)
    /// </summary>
    /// <param name="package">The package's index.</param>
    /// <param name="incompatibility">The other one; it must speak of the package.</param>
    public void Resolve(int package, int incompatibility)
    {
        for (var term = _store.StartOf(incompatibility); term < _store.EndOf(incompatibility); term++)
        {
            var other = _store.PackageOf(term);
            if (_place[other] == 0)
            {
                Add(other, _store.SetOf(term).ToArray());
            }
            else if (other == package)
            {
                Union(package, _store.SetOf(term));
            }
            else
            {
                Intersect(_terms[_place[other] - 1].Set, _store.SetOf(term));
            }
        }
    }

    private void Add(int package, ulong[] set)
    {
        _terms.Add((package, set));
        _place[package] = _terms.Count;
    }

    private void Union(int package, ReadOnlySpan<ulong> other)
    {
        var set = _terms[_place[package] - 1].Set;
        for (var i = 0; i < set.Length; i++)
        {
            set[i] |= other[i];
        }

        if (VersionBits.IsSubset(_packages[package].Full, set))
        {
            var last = _terms[^1];
            _terms[_place[package] - 1] = last;
            _place[last.Package] = _place[package];
            _place[package] = 0;
            _terms.RemoveAt(_terms.Count - 1);
        }
    }

    private static void Intersect(ulong[] set, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < set.Length; i++)
        {
            set[i] &= other[i];
        }
    }
}
