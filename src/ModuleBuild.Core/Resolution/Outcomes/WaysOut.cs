using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Resolution.Explaining;
using ModuleBuild.Core.Resolution.Loading;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Core.Resolution.Solving;

namespace ModuleBuild.Core.Resolution.Outcomes;

/// <summary>
/// Finds changes of a request with which a set exists. Only what the proof names is changed, because nothing else can help; and every
/// change is solved before it is offered.
/// </summary>
internal static class WaysOut
{
    private const int MostOffered = 5;
    private const int MostPairs = 10;

    /// <summary>Finds ways out: single changes, pairs where no single change helps, and then what could be left out.</summary>
    /// <param name="solved">A solve that found no set.</param>
    /// <param name="session">Solves.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<ImmutableArray<WayOut>> FindAsync(Solved solved, ResolutionSession session, CancellationToken cancellation)
    {
        var facts = Proof.FactsOf(solved.Solver.Incompatibilities, solved.Outcome.Proof);
        var attempts = facts.SelectMany(fact => Relaxation.Of(fact, solved)).DistinctBy(attempt => (attempt.Kind, attempt.Id)).ToList();
        var mild = attempts.Where(attempt => !attempt.IsLastResort).ToList();
        var ways = await TryAsync(mild.Select(attempt => new[] { attempt }), solved, session, cancellation);
        if (ways.Count == 0)
        {
            var pairs = mild.SelectMany((first, at) => mild.Skip(at + 1).Select(second => new[] { first, second })).Take(MostPairs);
            ways = await TryAsync(pairs, solved, session, cancellation);
        }

        if (ways.Count == 0)
        {
            ways = await TryAsync(attempts.Where(attempt => attempt.IsLastResort).Select(attempt => new[] { attempt }), solved, session, cancellation);
        }

        return [.. ways.DistinctBy(way => way.Title)];
    }

    private static async Task<List<WayOut>> TryAsync(
        IEnumerable<Relaxation[]> attempts, Solved solved, ResolutionSession session, CancellationToken cancellation)
    {
        var ways = new List<WayOut>();
        foreach (var attempt in attempts)
        {
            if (ways.Count == MostOffered)
            {
                break;
            }

            // First as loosely as can be, to see which version would do; then as it is offered, to be sure.
            var loose = attempt.Aggregate(solved.Request, (request, each) => each.Loosen(request));
            if (await session.SolveAsync(loose, cancellation) is { Outcome: { End: SolverEnd.Solved } found })
            {
                var narrowed = attempt.Select(each => each.Narrow(found)).ToList();
                var offered = narrowed.Aggregate(solved.Request, (request, each) => each.Apply(request));
                if (await session.SolveAsync(offered, cancellation) is { Outcome.End: SolverEnd.Solved })
                {
                    ways.Add(Describe(narrowed));
                }
            }
        }

        return ways;
    }

    private static WayOut Describe(List<OfferedChange> offered)
    {
        ImmutableArray<WayOutChange> changes = [.. offered.SelectMany(each => each.Changes)];
        var count = changes.Length == 1 ? "1 change" : string.Create(CultureInfo.InvariantCulture, $"{changes.Length} changes");
        return new WayOut($"{string.Join(" with ", offered.Select(each => each.Title))} ({count})", changes);
    }
}
