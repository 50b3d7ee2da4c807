using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Outcomes;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Core.Resolution.Solving;

namespace ModuleBuild.Core.Resolution.Explaining;

/// <summary>
/// Tells a proof: facts and conclusions as numbered sentences, each before the conclusions that use it. What conflict resolution did in
/// one go is one conclusion, so that a chain of packages reads as one step.
/// </summary>
internal sealed class Explanation
{
    private const int MostLines = 60;

    private static readonly string[] FirstWords = ["no ", "nothing ", "only ", "there ", "the "];

    private readonly IncompatibilityStore _store;
    private readonly ConclusionText _conclusions;
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<int, ProofStep> _steps = [];
    private readonly List<string> _lines = [];
    private Places _places = Places.None;

    private Explanation(Solved solved)
    {
        _store = solved.Solver.Incompatibilities;
        _conclusions = new ConclusionText(solved.Universe, _store);
    }

    /// <summary>The explanation of a solve that found no set.</summary>
    /// <param name="solved">The solve.</param>
    /// <param name="waysOut">Changes with which a set exists.</param>
    public static ResolutionConflict Of(Solved solved, ImmutableArray<WayOut> waysOut)
    {
        var explanation = new Explanation(solved);
        var proof = solved.Outcome.Proof;
        var facts = Proof.FactsOf(explanation._store, proof);
        explanation._places = Places.Of(facts.Select(fact => fact.Location));
        explanation.Tell(proof);
        explanation._lines.Add(explanation.Conclude(proof, facts));
        return new ResolutionConflict(explanation.Shortened(), waysOut, explanation._steps[proof], FirstPlace(facts)) { Summary = Summary.Of(facts) };
    }

    private static SourceLocation? FirstPlace(IEnumerable<Fact> facts) => facts
        .Select(fact => fact.Location)
        .Where(location => location is not null)
        .OrderBy(location => location!.Value.File, StringComparer.Ordinal)
        .ThenBy(location => location!.Value.Line)
        .FirstOrDefault();

    // Depth first without recursion: a proof can be as deep as the search was long.
    private void Tell(int root)
    {
        var open = new Stack<(int Incompatibility, bool PremisesAreTold)>([(root, false)]);
        while (open.TryPop(out var next))
        {
            var (incompatibility, premisesAreTold) = next;
            if (_steps.ContainsKey(incompatibility))
            {
                continue;
            }

            if (_store.CauseOf(incompatibility) is Fact fact)
            {
                _steps.Add(incompatibility, new ProofStep(Capital(fact.Tell()), fact.Kind, fact.Packages, [], fact.Location));
                Number(incompatibility, Capital(fact.Tell()) + _places.Show(fact.Location) + ".");
            }
            else if (premisesAreTold)
            {
                var premises = Proof.PremisesOf(_store, incompatibility).ToList();
                var sentence = _conclusions.Of(incompatibility);
                _steps.Add(incompatibility, new ProofStep(Capital(sentence), "derived", _conclusions.PackagesOf(incompatibility), [.. premises.Select(premise => _steps[premise])], null));
                if (incompatibility != root)
                {
                    Number(incompatibility, $"So {sentence}, by {Numbers(premises)}.");
                }
            }
            else
            {
                open.Push((incompatibility, true));
                foreach (var premise in Proof.PremisesOf(_store, incompatibility).Reverse())
                {
                    open.Push((premise, false));
                }
            }
        }
    }

    private void Number(int incompatibility, string sentence)
    {
        var number = _numbers.Count + 1;
        _numbers.Add(incompatibility, number);
        _lines.Add($"({Text(number)}) {sentence}");
    }

    // What a person takes along: who asked for what cannot be had together.
    private string Conclude(int proof, IReadOnlyList<Fact> facts)
    {
        if (facts is [var only])
        {
            return $"So there is no such set: {Uncapital(only.Tell())}.";
        }

        var premises = Proof.PremisesOf(_store, proof).ToList();
        var about = _conclusions.ConflictIn(proof) is { } package && !Summary.IsAbout(package.Id, facts)
            ? $": nothing that {package.Id} can be satisfies {Numbers(premises)}"
            : $", by {Numbers(premises)}";
        return $"{Summary.Of(facts)}{about}.";
    }

    private ImmutableArray<string> Shortened() => _lines.Count <= MostLines
        ? [.. _lines]
        : [.. _lines.Take(MostLines - 10), $"… {Text(_lines.Count - MostLines)} further steps; --json has them all.", .. _lines.TakeLast(10)];

    private string Numbers(IEnumerable<int> premises) => TextList.Join([.. premises.Select(premise => $"({Text(_numbers[premise])})")]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Ids stay as they are spelt.
    private static string Capital(string text) =>
        Array.Exists(FirstWords, word => text.StartsWith(word, StringComparison.Ordinal)) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    private static string Uncapital(string text) =>
        text.StartsWith("Your set", StringComparison.Ordinal) ? RootRequirement.CommandLine + text[RootRequirement.CommandLine.Length..] : text;
}
