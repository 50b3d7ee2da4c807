using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

public sealed class RandomUniverseTests
{
    private const int Universes = 6000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_answer_agrees_with_trying_all_sets(bool withPolicies)
    {
        var (solved, unsolvable) = (0, 0);
        for (var seed = 0; seed < Universes; seed++)
        {
            var universe = withPolicies ? RandomUniverse.WithPolicies(seed) : new RandomUniverse(seed);
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
}
