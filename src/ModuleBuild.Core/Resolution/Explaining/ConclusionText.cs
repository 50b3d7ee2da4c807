using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Solving;

namespace ModuleBuild.Core.Resolution.Explaining;

/// <summary>Learned incompatibilities in words. A term with "not in the set" in it is told by what it leaves out.</summary>
internal sealed class ConclusionText(PackageUniverse universe, IncompatibilityStore store)
{
    /// <summary>What an incompatibility says, as a clause.</summary>
    /// <param name="incompatibility">Its number.</param>
    public string Of(int incompatibility)
    {
        var (present, needed) = (new List<string>(), new List<string>());
        for (var term = store.StartOf(incompatibility); term < store.EndOf(incompatibility); term++)
        {
            var package = universe.Packages[store.PackageOf(term)];
            var set = store.SetOf(term);
            if (!VersionBits.Contains(set, 0))
            {
                present.Add(VersionText.Of(package, set));
            }
            else
            {
                needed.Add(VersionText.Of(package, VersionBits.Complement(package.Full, set)));
            }
        }

        return (present, needed) switch
        {
            ([], []) => "no consistent set exists",
            ([var one], []) => $"{one} cannot be in the set",
            (_, []) => $"{string.Join(" and ", present)} cannot be in one set",
            ([], _) => $"the set must hold {string.Join(" or ", needed)}",
            _ => $"{string.Join(" with ", present)} needs {string.Join(" or ", needed)}",
        };
    }

    /// <summary>Ids that an incompatibility speaks of, in ordinal order.</summary>
    /// <param name="incompatibility">Its number.</param>
    public ImmutableArray<string> PackagesOf(int incompatibility) =>
    [
        .. Enumerable.Range(store.StartOf(incompatibility), store.EndOf(incompatibility) - store.StartOf(incompatibility))
            .Select(term => universe.Packages[store.PackageOf(term)].Id)
            .Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The package that was left without a version in the conflict from which something was learned, or null.</summary>
    /// <param name="incompatibility">A number.</param>
    public UniversePackage? ConflictIn(int incompatibility) =>
        store.CauseOf(incompatibility) is LearnedCause { Steps: [var first, ..] } ? universe.Packages[first.Package] : null;
}
