using ModuleBuild.Core.Resolution.Solving;

namespace ModuleBuild.Core.Resolution.Explaining;

/// <summary>Walks the proof of a conflict: what was learned, down to the facts.</summary>
internal static class Proof
{
    /// <summary>The facts of a proof, each once, in the order in which a reader wants them: what roots ask for first.</summary>
    /// <param name="store">The incompatibilities.</param>
    /// <param name="incompatibility">What is proven.</param>
    public static IReadOnlyList<Fact> FactsOf(IncompatibilityStore store, int incompatibility)
    {
        var facts = new List<Fact>();
        var seen = new HashSet<int>();
        var open = new Stack<int>([incompatibility]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            if (store.CauseOf(next) is Fact fact)
            {
                facts.Add(fact);
                continue;
            }

            foreach (var premise in PremisesOf(store, next).Reverse())
            {
                open.Push(premise);
            }
        }

        return facts;
    }

    /// <summary>
    /// What an incompatibility was learned from. Conflict resolution goes from the broken incompatibility back to the roots; a reader
    /// goes the other way.
    /// </summary>
    /// <param name="store">The incompatibilities.</param>
    /// <param name="incompatibility">A number.</param>
    public static IEnumerable<int> PremisesOf(IncompatibilityStore store, int incompatibility) =>
        store.CauseOf(incompatibility) is LearnedCause learned
            ? learned.Steps.Reverse().Select(step => step.Incompatibility).Append(learned.Conflict).Distinct()
            : [];
}
