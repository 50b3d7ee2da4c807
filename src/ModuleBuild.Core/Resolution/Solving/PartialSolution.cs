namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// What is assumed and known so far: a stack of assignments, each a decision or a derivation, which narrow what a package can be.
/// What each package can be after an assignment is kept with it, so that going back is to pop.
/// </summary>
internal sealed class PartialSolution
{
    /// <summary>The cause of a decision.</summary>
    public const int Decision = -1;

    private readonly UniversePackage[] _packages;
    private readonly int[] _domain;
    private readonly int[] _newest;
    private readonly bool[] _decided;
    private readonly List<int> _positives = [];
    private readonly int _stackStart;
    private ulong[] _words;
    private int _wordCount;
    private Assignment[] _assignments = new Assignment[256];

    public PartialSolution(PackageUniverse universe)
    {
        _packages = universe.Packages;
        _domain = new int[_packages.Length];
        _newest = new int[_packages.Length];
        _decided = new bool[_packages.Length];
        Array.Fill(_newest, -1);
        _words = new ulong[Math.Max(1024, _packages.Sum(package => package.Full.Length) * 2)];
        foreach (var package in _packages)
        {
            _domain[package.Index] = _wordCount;
            package.Full.CopyTo(_words, _wordCount);
            _wordCount += package.Full.Length;
        }

        _stackStart = _wordCount;
    }

    /// <summary>How many assignments there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many decisions there are.</summary>
    public int Level { get; private set; }

    /// <summary>Packages that must be in the set, decided or not, in the order in which that became known.</summary>
    public IReadOnlyList<int> Positives => _positives;

    /// <summary>What a package can still be.</summary>
    /// <param name="package">The package's index.</param>
    public ReadOnlySpan<ulong> DomainOf(int package) => _words.AsSpan(_domain[package], _packages[package].Full.Length);

    /// <summary>What a package with one word can still be.</summary>
    /// <param name="package">The package's index.</param>
    public ulong WordOf(int package) => _words[_domain[package]];

    /// <summary>Whether a package must be in the set.</summary>
    /// <param name="package">The package's index.</param>
    public bool IsPositive(int package) => (_words[_domain[package]] & VersionBits.Absent) == 0;

    /// <summary>Whether a version was chosen.</summary>
    /// <param name="package">The package's index.</param>
    public bool IsDecided(int package) => _decided[package];

    /// <summary>The bit of the chosen version.</summary>
    /// <param name="package">A decided package.</param>
    public int ChosenBit(int package) => VersionBits.Highest(DomainOf(package));

    /// <summary>An assignment.</summary>
    /// <param name="index">Its place.</param>
    public ref readonly Assignment this[int index] => ref _assignments[index];

    /// <summary>What a package could be after an assignment.</summary>
    /// <param name="index">The assignment's place.</param>
    public ReadOnlySpan<ulong> DomainAfter(int index) =>
        _words.AsSpan(_assignments[index].Domain, _packages[_assignments[index].Package].Full.Length);

    /// <summary>The newest assignment of a package; -1 where there is none.</summary>
    /// <param name="package">The package's index.</param>
    public int NewestOf(int package) => _newest[package];

    /// <summary>Chooses a version.</summary>
    /// <param name="package">The package's index.</param>
    /// <param name="bit">The version's bit.</param>
    public void Decide(int package, int bit)
    {
        Level++;
        var domain = Push(package, Decision);
        domain.Clear();
        VersionBits.Add(domain, bit);
        _decided[package] = true;
    }

    /// <summary>Takes away from what a package can be.</summary>
    /// <param name="package">The package's index.</param>
    /// <param name="forbidden">What it must not be.</param>
    /// <param name="incompatibility">Why.</param>
    public void Derive(int package, ReadOnlySpan<ulong> forbidden, int incompatibility)
    {
        var wasPositive = IsPositive(package);
        var before = _domain[package];
        var domain = Push(package, incompatibility);
        for (var i = 0; i < domain.Length; i++)
        {
            domain[i] = _words[before + i] & ~forbidden[i];
        }

        if (!wasPositive && (domain[0] & VersionBits.Absent) == 0)
        {
            _positives.Add(package);
        }
    }

    /// <summary>Takes back all assignments above a level.</summary>
    /// <param name="level">The level to go back to.</param>
    public void Backtrack(int level)
    {
        while (Count > 0 && _assignments[Count - 1].Level > level)
        {
            ref var last = ref _assignments[--Count];
            var package = last.Package;
            if (last.Cause == Decision)
            {
                _decided[package] = false;
            }

            var wasPositive = IsPositive(package);
            _wordCount = last.Domain;
            _domain[package] = last.DomainBefore;
            _newest[package] = last.Older;
            if (wasPositive && !IsPositive(package))
            {
                _positives.RemoveAt(_positives.Count - 1); // they became positive in the order of assignments
            }
        }

        Level = level;
    }

    /// <summary>Takes back everything.</summary>
    public void Clear()
    {
        Backtrack(-1);
        Level = 0;
        _wordCount = _stackStart;
    }

    private Span<ulong> Push(int package, int cause)
    {
        if (Count == _assignments.Length)
        {
            Array.Resize(ref _assignments, Count * 2);
        }

        var words = _packages[package].Full.Length;
        if (_wordCount + words > _words.Length)
        {
            Array.Resize(ref _words, _words.Length * 2 + words);
        }

        _assignments[Count] = new Assignment(package, cause, Level, _newest[package], _wordCount, _domain[package]);
        _newest[package] = Count++;
        _domain[package] = _wordCount;
        _wordCount += words;
        return _words.AsSpan(_domain[package], words);
    }
}

/// <summary>A step of a partial solution.</summary>
/// <param name="Package">Whose.</param>
/// <param name="Cause">The incompatibility from which it follows, or <see cref="PartialSolution.Decision"/>.</param>
/// <param name="Level">How many decisions there were.</param>
/// <param name="Older">The assignment of the same package before it; -1 where there is none.</param>
/// <param name="Domain">Where what the package can be stands.</param>
/// <param name="DomainBefore">Where it stood before.</param>
internal readonly record struct Assignment(int Package, int Cause, int Level, int Older, int Domain, int DomainBefore);
