using System.Text.RegularExpressions;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

public sealed partial class ProofTests
{
    private const int Universes = 4000;

    [Fact]
    public async Task An_explanation_and_every_step_of_a_derivation_name_only_packages_of_the_facts_below()
    {
        await foreach (var (seed, _, conflict) in ConflictsAsync())
        {
            Assert.Subset(Facts(conflict.Derivation), Named(string.Join('\n', conflict.Lines)));
            foreach (var step in conflict.Derivation.PremisesFirst().Where(step => !step.Premises.IsEmpty))
            {
                Assert.True(Facts(step).IsSupersetOf(Named(step.Conclusion)), $"Seed {seed}: {step.Conclusion} from {string.Join(" | ", step.PremisesFirst().Select(each => each.Cause + ": " + each.Conclusion))}\n{conflict.ToText()}");
                Assert.True(Facts(step).IsSupersetOf(step.Packages), $"Seed {seed}: {step.Conclusion} is about {string.Join(", ", step.Packages)}");
            }
        }
    }

    [Fact]
    public async Task The_facts_of_a_proof_are_enough_for_the_conflict()
    {
        await foreach (var (seed, universe, conflict) in ConflictsAsync())
        {
            // Whatever the proof does not name is taken out of the world; brute force must still find nothing.
            var named = Facts(conflict.Derivation);
            var rest = new RandomUniverse(
                [
                    .. universe.Packages.Where(package => named.Contains(package.Id)).Select(package => package with
                    {
                        Dependencies = [.. package.Dependencies.Where(dependency => named.Contains(dependency.Id))],
                        Conflicts = [.. package.Conflicts.Where(other => named.Contains(other.Id))],
                        Hosts = named.Contains("Host") ? package.Hosts : [],
                    }),
                ],
                universe.Request with
                {
                    Roots = [.. universe.Request.Roots.Where(root => named.Contains(root.Dependency.Id))],
                    RootHosts = named.Contains("Host") ? universe.Request.RootHosts : [],
                });
            Assert.False(rest.HasSolution(), $"Seed {seed} has a solution of {string.Join(", ", named)} alone: {conflict.ToText()}");
        }
    }

    private static async IAsyncEnumerable<(int Seed, RandomUniverse Universe, ResolutionConflict Conflict)> ConflictsAsync()
    {
        for (var seed = 0; seed < Universes; seed++)
        {
            var universe = seed % 2 == 0 ? new RandomUniverse(seed) : RandomUniverse.WithPolicies(seed);
            var result = await ModuleResolver.ResolveAsync(universe.Request, new MemorySource(universe.Packages), null, TestContext.Current.CancellationToken);
            if (result.Conflict is { } conflict)
            {
                yield return (seed, universe, conflict);
            }
        }
    }

    private static HashSet<string> Facts(ProofStep step) =>
        step.PremisesFirst().Where(each => each.Premises.IsEmpty).SelectMany(each => each.Packages).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Named(string text) => PackageId().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\bP\d\b|\bHost\b")]
    private static partial Regex PackageId();
}
