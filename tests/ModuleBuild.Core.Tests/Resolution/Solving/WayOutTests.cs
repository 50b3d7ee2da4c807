using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Core.Tests.Resolution.Cases;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

public sealed class WayOutTests
{
    private const int Conflicts = 1000;

    [Fact]
    public async Task Every_way_out_of_a_random_conflict_solves_when_it_is_done_as_described()
    {
        var (conflicts, ways, kinds) = (0, 0, new HashSet<string>(StringComparer.Ordinal));
        for (var seed = 0; conflicts < 2 * Conflicts; seed++)
        {
            var universe = seed % 2 == 0 ? RandomUniverse.WithPolicies(seed) : new RandomUniverse(seed);
            if ((await ResolveAsync(universe.Request, new MemorySource(universe.Packages))).Conflict is not { } conflict)
            {
                continue;
            }

            conflicts++;
            foreach (var way in conflict.WaysOut)
            {
                ways++;
                kinds.UnionWith(way.Changes.Select(change => change.Kind));
                var (request, result) = await DoAsync(universe.Request, way, universe.Packages, $"Seed {seed}: {way.Title}");
                Assert.True(universe.Solutions(request).Any(), $"Seed {seed}: {way.Title}: trying all sets finds none.");
                Assert.Empty(SetValidity.Problems(request, result));
            }
        }

        Assert.True(ways > conflicts / 2, $"{ways} ways out of {conflicts} conflicts.");
        Assert.Equal(["conflict", "exclusion", "host", "override", "peer", "platform", "prerelease", "range"], kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_way_out_that_was_found_step_by_step_solves_from_nothing()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var universe = RandomUniverse.WithPolicies(seed);
            if ((await ResolveAsync(universe.Request, new LateSource(universe.Packages, seed))).Conflict is { } conflict)
            {
                foreach (var way in conflict.WaysOut)
                {
                    var request = DescribedChange.Apply(universe.Request, way);
                    var again = await ResolveAsync(request, new LateSource(universe.Packages, -seed));
                    Assert.True(again.Set is not null, $"Seed {seed}: {way.Title} does not solve: {again.Conflict?.ToText()}");
                    Assert.Empty(SetValidity.Problems(request, again.Set));
                }
            }
        }
    }

    [Fact]
    public async Task Every_way_out_of_the_conflicts_of_all_suites_solves_when_it_is_done_as_described()
    {
        Assert.SkipUnless(CaseSuite.Names.Any(), $"There are no suites in '{CaseSuite.Folder}'.");
        var ways = 0;
        foreach (var each in CaseSuite.Names.SelectMany(name => CaseSuite.Read(name)).Where(each => each.Accept == "conflict"))
        {
            var result = await ResolveAsync(each.Request, each.Universe);
            foreach (var way in result.Conflict!.WaysOut)
            {
                ways++;
                var (request, set) = await DoAsync(each.Request, way, each.Universe, $"{each.Name}: {way.Title}");
                Assert.Empty(SetValidity.Problems(request, set));
            }
        }

        Assert.True(ways > 0);
    }

    private static Task<(ResolutionRequest Request, ResolvedSet Set)> DoAsync(
        ResolutionRequest request, WayOut way, IEnumerable<PackageFacts> packages, string name) => DoAsync(request, way, new MemorySource(packages), name);

    private static async Task<(ResolutionRequest Request, ResolvedSet Set)> DoAsync(ResolutionRequest request, WayOut way, IPackageSource source, string name)
    {
        var changed = DescribedChange.Apply(request, way);
        var result = await ResolveAsync(changed, source);
        Assert.True(result.Set is not null, $"{name} does not solve: {result.Conflict?.ToText()}");
        Assert.Contains(way.Changes.Length == 1 ? "(1 change)" : $"({way.Changes.Length} changes)", way.Title, StringComparison.Ordinal);
        foreach (var change in way.Changes)
        {
            var host = result.Set.Hosts.GetValueOrDefault(change.Id);
            Assert.True(
                change.Version is null || (change.Kind == "host" ? host : result.Set.Find(change.Id)?.Facts.Version) == change.Version,
                $"{name} promises {change.Id} {change.Version}, but: {string.Join(", ", result.Set.Packages.Select(package => package.Facts))}.");
        }

        return (changed, result.Set);
    }

    private static Task<ResolutionResult> ResolveAsync(ResolutionRequest request, IPackageSource source) =>
        ModuleResolver.ResolveAsync(request, source, null, TestContext.Current.CancellationToken);
}
