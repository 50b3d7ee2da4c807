using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Explaining;
using ModuleBuild.Core.Resolution.Loading;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Core.Resolution.Solving;

namespace ModuleBuild.Core.Resolution.Outcomes;

/// <summary>Makes the result of a solve, with all that there is to say about it.</summary>
internal static class ResultBuilder
{
    private const int MostNamed = 3;

    /// <summary>The result.</summary>
    /// <param name="solved">The solve.</param>
    /// <param name="session">Solves the ways out.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<ResolutionResult> BuildAsync(Solved solved, ResolutionSession session, CancellationToken cancellation)
    {
        switch (solved.Outcome.End)
        {
            case SolverEnd.Solved:
                var set = SetBuilder.Build(solved);
                return new ResolutionResult(set, null, [.. set.Packages.SelectMany(package => ChoiceFindings.About(package.Facts, set.Strategy))]);
            case SolverEnd.OverBudget:
                var contested = string.Join(", ", solved.Solver.MostContested.Take(MostNamed).Select(package => package.Id));
                return new ResolutionResult(null, null, [Finding.Create(
                    DiagnosticCatalog.BudgetExhausted, FirstLocation(solved) ?? SourceLocation.None, solved.Outcome.Conflicts - 1, contested)]);
            default:
                var waysOut = await WaysOut.FindAsync(solved, session, cancellation);
                var conflict = Explanation.Of(solved, waysOut);
                return new ResolutionResult(null, conflict, [FindingOf(solved, conflict)]);
        }
    }

    // Where a root asks for what is not there, nothing is to be proven.
    private static Finding FindingOf(Solved solved, ResolutionConflict conflict)
    {
        var location = conflict.Location ?? SourceLocation.None;
        if (Proof.FactsOf(solved.Solver.Incompatibilities, solved.Outcome.Proof) is not [RootAsks missing])
        {
            return Finding.Create(DiagnosticCatalog.NoConsistentSet, location, conflict.ToMessage());
        }

        var ways = conflict.WaysOut.Length == 0
            ? "Check the id, and that the source which has it is configured."
            : conflict.WaysOutText();
        var id = missing.Package?.Id ?? missing.Requirement.Dependency.Id;
        return Finding.Create(DiagnosticCatalog.DependencyNotFound, location, id, missing.Range, VersionText.NoneOf(missing.Package, id), ways);
    }

    private static SourceLocation? FirstLocation(Solved solved) =>
        solved.Request.Roots.Select(root => root.Location).FirstOrDefault(location => location is not null);
}
