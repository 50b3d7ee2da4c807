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
                var finding = Finding.Create(DiagnosticCatalog.NoConsistentSet, conflict.Location ?? SourceLocation.None, Indent(conflict.ToText()));
                return new ResolutionResult(null, conflict, [finding]);
        }
    }

    private static SourceLocation? FirstLocation(Solved solved) =>
        solved.Request.Roots.Select(root => root.Location).FirstOrDefault(location => location is not null);

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => "  " + line));
}
