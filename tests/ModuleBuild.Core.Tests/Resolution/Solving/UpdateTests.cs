using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

public sealed class UpdateTests
{
    private const int Universes = 20_000;

    [Fact]
    public async Task An_update_changes_nothing_else_where_that_is_possible()
    {
        var (alone, withOthers) = (0, 0);
        for (var seed = 0; seed < Universes; seed++)
        {
            if (await Update.MakeAsync(seed) is not { } update)
            {
                continue;
            }

            var after = await update.RunAsync(new MemorySource(update.Universe.Packages));
            var moved = update.Moved(Versions(after));
            var possible = update.Universe.Solutions(update.Request).Select(set => (X: set.GetValueOrDefault(update.Id)?.Version, Moved: update.Moved(set))).ToList();
            var others = possible.Where(set => set.Moved.IsEmpty).ToList();
            if (others.Count > 0)
            {
                alone++;
                Assert.True(moved.IsEmpty, $"Seed {seed}: the update of {update.Id} moves {string.Join(", ", moved)} without need.");
                var best = others.Max(set => set.X);
                Assert.True(after.Find(update.Id)?.Facts.Version == best, $"Seed {seed}: {update.Id} could be {best}, not {after.Find(update.Id)?.Facts.Version}.");
            }
            else
            {
                withOthers++;
                var fewer = possible.FirstOrDefault(set => set.Moved.IsProperSubsetOf(moved));
                Assert.True(fewer.Moved is null, $"Seed {seed}: the update of {update.Id} moves {string.Join(", ", moved)}, but {string.Join(", ", fewer.Moved ?? [])} would do.");
            }
        }

        Assert.True(alone > 1000 && withOthers > 100, $"{alone} alone, {withOthers} with others: too few to show anything.");
    }

    [Fact]
    public async Task An_update_that_is_asked_step_by_step_changes_nothing_else_where_that_is_possible()
    {
        for (var seed = 0; seed < Universes / 4; seed++)
        {
            if (await Update.MakeAsync(seed) is { } update)
            {
                var after = await update.RunAsync(new LateSource(update.Universe.Packages, seed));
                Assert.Empty(SetValidity.Problems(update.Request, after));
                if (update.Universe.Solutions(update.Request).Any(set => update.Moved(set).IsEmpty))
                {
                    Assert.True(update.Moved(Versions(after)).IsEmpty, $"Seed {seed}: the update of {update.Id} moves others without need.");
                }
            }
        }
    }

    private static Dictionary<string, PackageFacts> Versions(ResolvedSet set) => set.Packages.ToDictionary(package => package.Facts.Id, package => package.Facts);

    /// <summary>A lock, after which a newer version of one of its packages came out, or others were asked for.</summary>
    private sealed record Update(RandomUniverse Universe, string Id, ResolutionRequest Request)
    {
        public static async Task<Update?> MakeAsync(int seed)
        {
            var universe = seed % 2 == 0 ? new RandomUniverse(seed) : RandomUniverse.WithPolicies(seed);
            var random = new Random(seed);
            var id = universe.Packages.Length == 0 ? string.Empty : universe.Packages[random.Next(universe.Packages.Length)].Id;
            var newest = universe.Packages.LastOrDefault(package => package.Id == id);
            var before = await ResolveAsync(universe.Request, new MemorySource(universe.Packages.Where(package => package != newest)));
            if (before.Set?.Find(id) is null)
            {
                return null;
            }

            var request = universe.Request with
            {
                Locked = before.Set.Packages.ToImmutableSortedDictionary(package => package.Facts.Id, package => package.Facts.Version, StringComparer.OrdinalIgnoreCase),
                Update = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase, id),
                // Every second time the manifests have moved on too, so that the lock cannot stay as it is.
                Roots = seed % 4 < 2 ? universe.Request.Roots : [.. RandomUniverse.WithPolicies(seed + Universes).Request.Roots],
            };
            return universe.Solutions(request).Any() ? new Update(universe, id, request) : null;
        }

        public async Task<ResolvedSet> RunAsync(IPackageSource source) => (await ResolveAsync(Request, source)).Set!;

        /// <summary>Locked packages, but for the one that is updated, that are in a set with another version.</summary>
        public ImmutableSortedSet<string> Moved(IReadOnlyDictionary<string, PackageFacts> set) =>
            [.. Request.Locked.Where(locked => locked.Key != Id && set.TryGetValue(locked.Key, out var now) && now.Version != locked.Value).Select(locked => locked.Key)];

        private static Task<ResolutionResult> ResolveAsync(ResolutionRequest request, IPackageSource source) =>
            ModuleResolver.ResolveAsync(request, source, null, TestContext.Current.CancellationToken);
    }
}
