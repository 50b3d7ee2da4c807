using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Core.Tests.Resolution.Solving;

namespace ModuleBuild.Cli.Tests.Resolution;

public sealed partial class ProofOutputTests
{
    [Fact]
    public async Task A_derivation_as_json_has_every_step_once_and_names_only_packages_of_its_facts()
    {
        await foreach (var conflict in ConflictsAsync())
        {
            var json = JsonNode.Parse(JsonOutput.Of(writer => ResultJson.Write(writer, conflict)))!;
            var steps = new List<JsonObject>();
            Collect(json["derivation"]!.AsObject(), steps);

            var facts = steps.Where(step => step["premises"]!.AsArray().Count == 0).SelectMany(PackagesOf).ToHashSet(StringComparer.Ordinal);
            Assert.Equal(conflict.Derivation.PremisesFirst().Count(), steps.Count);
            AssertAllIn(facts, steps.SelectMany(PackagesOf));
            AssertAllIn(facts, steps.SelectMany(step => Named(step["conclusion"]!.GetValue<string>())));
            AssertAllIn(facts, Named(json["explanation"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task A_derivation_as_a_graph_has_every_step_once_and_names_only_packages_of_its_facts()
    {
        await foreach (var conflict in ConflictsAsync())
        {
            var steps = conflict.Derivation.PremisesFirst().ToList();
            var lines = SetGraph.Of(conflict).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var facts = steps.Where(step => step.Premises.IsEmpty).SelectMany(step => step.Packages).ToHashSet(StringComparer.Ordinal);

            Assert.Equal(
                steps.Select(step => GraphLabels.Mermaid(step.Conclusion)).Order(StringComparer.Ordinal),
                lines.Where(line => line.Contains("[\"", StringComparison.Ordinal)).Select(line => line[(line.IndexOf('"', StringComparison.Ordinal) + 1)..^2]).Order(StringComparer.Ordinal));
            Assert.Equal(steps.Sum(step => step.Premises.Length), lines.Count(line => line.Contains("-->", StringComparison.Ordinal)));
            AssertAllIn(facts, lines.SelectMany(Named));
        }
    }

    private static async IAsyncEnumerable<ResolutionConflict> ConflictsAsync()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var universe = seed % 2 == 0 ? new RandomUniverse(seed) : RandomUniverse.WithPolicies(seed);
            var result = await ModuleResolver.ResolveAsync(universe.Request, new MemorySource(universe.Packages), null, TestContext.Current.CancellationToken);
            if (result.Conflict is { } conflict)
            {
                yield return conflict;
            }
        }
    }

    private static void AssertAllIn(HashSet<string> facts, IEnumerable<string> named) => Assert.Empty(named.Except(facts));

    private static void Collect(JsonObject step, List<JsonObject> steps)
    {
        if (!step.ContainsKey("ref"))
        {
            steps.Add(step);
            foreach (var premise in step["premises"]!.AsArray())
            {
                Collect(premise!.AsObject(), steps);
            }
        }
    }

    private static IEnumerable<string> PackagesOf(JsonObject step) => step["packages"]!.AsArray().Select(id => id!.GetValue<string>());

    private static IEnumerable<string> Named(string text) => PackageId().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\bP\d\b|\bHost\b")]
    private static partial Regex PackageId();
}
