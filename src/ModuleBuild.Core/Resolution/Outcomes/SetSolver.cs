using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Solving;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Outcomes;

/// <summary>
/// Solves a request over what is known. What a request would like, but can do without, is first demanded, and given up only for packages
/// that the proof of a conflict names: locked versions during an update, and under security-first versions without known vulnerabilities.
/// </summary>
internal sealed class SetSolver
{
    private readonly ResolutionRequest _request;
    private readonly SortedDictionary<string, NuGetVersion> _fixed = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>? _vulnerable;
    private bool _gaveUpTooSoon;

    private SetSolver(ResolutionRequest request)
    {
        _request = request;
        _vulnerable = request.Policy.Strategy == ResolutionStrategy.SecurityFirst ? new(StringComparer.OrdinalIgnoreCase) : null;
        if (request.Update is { Count: > 0 } update)
        {
            foreach (var (id, version) in request.Locked.Where(locked => !update.Contains(locked.Key)))
            {
                _fixed.Add(id, version);
            }
        }
    }

    /// <summary>Solves.</summary>
    /// <param name="request">The request.</param>
    /// <param name="universe">What is known.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Solved Solve(ResolutionRequest request, PackageUniverse universe, CancellationToken cancellation) =>
        new SetSolver(request).Solve(universe, new Solver(universe), cancellation);

    private Solved Solve(PackageUniverse universe, Solver solver, CancellationToken cancellation)
    {
        while (true)
        {
            var input = new SolverInput(universe, _request, _fixed, _vulnerable);
            var outcome = solver.Solve(input, cancellation);
            if (outcome.End != SolverEnd.Unsolvable || !GiveUp(solver, outcome.Proof))
            {
                return new Solved(_request, universe, solver, input, outcome) { MayHaveGivenUpTooSoon = _gaveUpTooSoon };
            }
        }
    }

    private bool GiveUp(Solver solver, int proof)
    {
        var before = _fixed.Count - (_vulnerable?.Count ?? 0);
        var isOpen = false;
        foreach (var fact in Explaining.Proof.FactsOf(solver.Incompatibilities, proof))
        {
            isOpen |= fact.SpeaksOfAbsence;
            switch (fact)
            {
                case StaysLocked locked:
                    _fixed.Remove(locked.Package.Id);
                    break;
                case MayNotBeChosen { Reason: Ineligibility.Vulnerable } vulnerable:
                    _vulnerable!.Add(vulnerable.Package.Id);
                    break;
            }
        }

        var gaveUp = _fixed.Count - (_vulnerable?.Count ?? 0) < before;
        _gaveUpTooSoon |= gaveUp && isOpen;
        return gaveUp;
    }
}

/// <summary>A solve that came to an end.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Universe">What was known.</param>
/// <param name="Solver">Holds the proof.</param>
/// <param name="Input">The request in the terms of the universe.</param>
/// <param name="Outcome">What came of it.</param>
internal sealed record Solved(ResolutionRequest Request, PackageUniverse Universe, Solver Solver, SolverInput Input, SolverOutcome Outcome)
{
    /// <summary>Whether something was given up by a proof that a version of which nothing is known yet might refute.</summary>
    public bool MayHaveGivenUpTooSoon { get; init; }
}
