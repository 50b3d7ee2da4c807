using ModuleBuild.Core.Resolution.Explaining;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// All incompatibilities of a solve: sets of terms that must not all hold. Each has a number, and a cause that says why; the terms stand
/// in flat arrays. The incompatibilities that speak of a package are linked, newest first: what was learned last rules out most.
/// </summary>
internal sealed class IncompatibilityStore
{
    private readonly UniversePackage[] _packages;
    private readonly int[] _first;
    private readonly List<int> _touched = [];
    private int[] _start = new int[256];
    private Cause[] _causes = new Cause[256];
    private (int, int)[] _idle = new (int, int)[256];
    private int[] _termPackage = new int[1024];
    private int[] _termSet = new int[1024];
    private int[] _nextOfPackage = new int[1024];
    private int[] _incompatibilityOfTerm = new int[1024];
    private ulong[] _sets = new ulong[1024];
    private int _terms;
    private int _setWords;

    public IncompatibilityStore(PackageUniverse universe)
    {
        _packages = universe.Packages;
        _first = new int[_packages.Length];
        Array.Fill(_first, -1);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var package in _touched)
        {
            _first[package] = -1;
        }

        _touched.Clear();
        Array.Clear(_causes, 0, Count);
        (Count, _terms, _setWords) = (0, 0, 0);
    }

    /// <summary>Begins an incompatibility; its terms follow with <see cref="AddTerm"/>.</summary>
    /// <param name="cause">Why it holds.</param>
    /// <returns>Its number.</returns>
    public int Begin(Cause cause)
    {
        if (Count + 1 >= _start.Length)
        {
            Array.Resize(ref _start, Count * 2 + 2);
            Array.Resize(ref _causes, Count * 2 + 2);
            Array.Resize(ref _idle, Count * 2 + 2);
        }

        _causes[Count] = cause;
        _idle[Count] = (_terms, _terms);
        _start[Count] = _terms;
        _start[++Count] = _terms;
        return Count - 1;
    }

    /// <summary>Adds a term to the newest incompatibility: a package is one of a set.</summary>
    /// <param name="package">The package's index; each at most once in an incompatibility.</param>
    /// <param name="set">The set.</param>
    public void AddTerm(int package, ReadOnlySpan<ulong> set)
    {
        if (_terms == _termPackage.Length)
        {
            Array.Resize(ref _termPackage, _terms * 2);
            Array.Resize(ref _termSet, _terms * 2);
            Array.Resize(ref _nextOfPackage, _terms * 2);
            Array.Resize(ref _incompatibilityOfTerm, _terms * 2);
        }

        if (_setWords + set.Length > _sets.Length)
        {
            Array.Resize(ref _sets, Math.Max(_sets.Length * 2, _setWords + set.Length));
        }

        set.CopyTo(_sets.AsSpan(_setWords));
        _termPackage[_terms] = package;
        _termSet[_terms] = _setWords;
        _incompatibilityOfTerm[_terms] = Count - 1;
        _setWords += set.Length;
        if (_first[package] < 0)
        {
            _touched.Add(package);
        }

        _nextOfPackage[_terms] = _first[package];
        _first[package] = _terms;
        _start[Count] = ++_terms;
    }

    /// <summary>Why an incompatibility holds.</summary>
    /// <param name="incompatibility">Its number.</param>
    public Cause CauseOf(int incompatibility) => _causes[incompatibility];

    /// <summary>The first term of an incompatibility.</summary>
    /// <param name="incompatibility">Its number.</param>
    public int StartOf(int incompatibility) => _start[incompatibility];

    /// <summary>
    /// The terms that kept an incompatibility from mattering when it was last looked at: one that was contradicted, or two that were open.
    /// </summary>
    /// <param name="incompatibility">Its number.</param>
    public ref (int One, int Other) IdleBy(int incompatibility) => ref _idle[incompatibility];

    /// <summary>The term after the last one of an incompatibility.</summary>
    /// <param name="incompatibility">Its number.</param>
    public int EndOf(int incompatibility) => _start[incompatibility + 1];

    /// <summary>The package of a term.</summary>
    /// <param name="term">The term.</param>
    public int PackageOf(int term) => _termPackage[term];

    /// <summary>The set of a term.</summary>
    /// <param name="term">The term.</param>
    public ReadOnlySpan<ulong> SetOf(int term) => _sets.AsSpan(_termSet[term], _packages[_termPackage[term]].Full.Length);

    /// <summary>The set of a term of a package with one word.</summary>
    /// <param name="term">The term.</param>
    public ulong WordOf(int term) => _sets[_termSet[term]];

    /// <summary>The incompatibility of a term.</summary>
    /// <param name="term">The term.</param>
    public int IncompatibilityOf(int term) => _incompatibilityOfTerm[term];

    /// <summary>The newest term that speaks of a package; -1 where there is none.</summary>
    /// <param name="package">The package's index.</param>
    public int NewestTermOf(int package) => _first[package];

    /// <summary>The next older term that speaks of the same package; -1 where there is none.</summary>
    /// <param name="term">The term.</param>
    public int NextOlderTerm(int term) => _nextOfPackage[term];
}
