using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

public sealed class RandomUniverseTests
{
    private const int Universes = 4000;

    [Fact]
    public async Task Every_answer_agrees_with_trying_all_sets()
    {
        var (solved, unsolvable) = (0, 0);
        for (var seed = 0; seed < Universes; seed++)
        {
            var universe = new RandomUniverse(seed);
            var result = await ModuleResolver.ResolveAsync(universe.Request, new MemorySource(universe.Packages), null, TestContext.Current.CancellationToken);

            if (result.Set is { } set)
            {
                solved++;
                Assert.True(!SetValidity.Problems(universe.Request, set).Any(), $"Seed {seed}: {string.Join("; ", SetValidity.Problems(universe.Request, set))}");
            }
            else
            {
                unsolvable++;
                Assert.NotNull(result.Conflict);
                Assert.False(universe.HasSolution(), $"Seed {seed} has a solution, but: {result.Conflict.ToText()}");
            }
        }

        Assert.True(solved > Universes / 10 && unsolvable > Universes / 10, $"{solved} solved, {unsolvable} unsolvable: too one-sided to show anything.");
    }

    [Fact]
    public async Task An_explanation_names_only_packages_of_its_proof()
    {
        for (var seed = 0; seed < Universes; seed++)
        {
            var universe = new RandomUniverse(seed);
            var result = await ModuleResolver.ResolveAsync(universe.Request, new MemorySource(universe.Packages), null, TestContext.Current.CancellationToken);
            if (result.Conflict is { } conflict)
            {
                var proven = conflict.Derivation.PremisesFirst().SelectMany(step => step.Packages).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var text = string.Join('\n', conflict.Lines);
                Assert.All(Enumerable.Range(0, 6).Select(i => $"P{i}").Where(id => !proven.Contains(id)), id => Assert.DoesNotContain($"{id} ", text, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task A_source_that_is_asked_step_by_step_gives_a_valid_answer_and_always_the_same()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var universe = new RandomUniverse(seed);
            var atOnce = await ModuleResolver.ResolveAsync(universe.Request, new MemorySource(universe.Packages), null, TestContext.Current.CancellationToken);
            var first = await ModuleResolver.ResolveAsync(universe.Request, new LateSource(universe.Packages, 1), null, TestContext.Current.CancellationToken);
            var second = await ModuleResolver.ResolveAsync(universe.Request, new LateSource(universe.Packages.Reverse(), 2), null, TestContext.Current.CancellationToken);

            Assert.Equal(atOnce.Set is null, first.Set is null);
            Assert.Equal(
                first.Set?.Packages.Select(package => package.Facts.ToString()),
                second.Set?.Packages.Select(package => package.Facts.ToString()));
            Assert.Empty(first.Set is null ? [] : SetValidity.Problems(universe.Request, first.Set));
        }
    }

    /// <summary>Answers later, in an order of its own.</summary>
    private sealed class LateSource(IEnumerable<PackageFacts> packages, int seed) : IPackageSource
    {
        private readonly MemorySource _memory = new(packages);
        private readonly Random _random = new(seed);

        public async Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation)
        {
            await WaitAsync();
            return await _memory.GetVersionsAsync(id, cancellation);
        }

        public async Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation)
        {
            await WaitAsync();
            return await _memory.GetFactsAsync(id, version, cancellation);
        }

        private async Task WaitAsync()
        {
            for (var i = _random.Next(4); i > 0; i--)
            {
                await Task.Yield();
            }
        }
    }
}
