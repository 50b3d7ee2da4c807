using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Publishing;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Publishing;

/// <summary>The process dies at every pair of points, twice in a row; the third run of the same command finishes the work.</summary>
public sealed class PublishCrashTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Publishing_is_finished_by_the_next_run_whenever_two_before_died(bool hasStore)
    {
        PublishablePackage[] packages =
        [
            PublishWorld.Package("Acme.App", needs: ["Acme.Mid"]),
            PublishWorld.Package("Acme.Mid", needs: ["Acme.Base"]),
            PublishWorld.Package("Acme.Base", withSymbols: false),
        ];
        var points = await CountAsync(packages, hasStore);
        var (pairs, died) = (0, 0);
        for (var first = 1; first <= points; first++)
        {
            for (var second = 0; second <= points; second++)
            {
                died += await DieAsync(packages, hasStore, first, second);
                pairs++;
            }
        }

        output.WriteLine($"{points} points, {pairs} pairs, {died} of them with two deaths; every file once, in order, all recorded.");
        Assert.True(points >= 10 && died > points);
    }

    [Fact]
    public async Task Hundred_packages_with_symbols_are_finished_wherever_two_runs_died()
    {
        var packages = PublishWorld.Hundred();
        var points = await CountAsync(packages, hasStore: true);
        var (pairs, died) = (0, 0);
        for (var first = 1; first <= points; first += 61)
        {
            for (var second = 0; second <= points; second += 101)
            {
                died += await DieAsync(packages, hasStore: true, first, second);
                pairs++;
            }
        }

        output.WriteLine($"100 packages, {points} points, {pairs} pairs, {died} of them with two deaths.");
        Assert.True(points > 700 && died > 20);
    }

    private static async Task<int> CountAsync(IReadOnlyCollection<PublishablePackage> packages, bool hasStore)
    {
        var points = new CrashPoints(0);
        var result = await new PublishWorld { HasStore = hasStore }.PublishAsync(packages, points);
        Assert.Empty(result.Findings);
        return points.Passed;
    }

    private static async Task<int> DieAsync(IReadOnlyCollection<PublishablePackage> packages, bool hasStore, params int[] deaths)
    {
        var world = new PublishWorld { HasStore = hasStore };
        var died = 0;
        foreach (var at in deaths)
        {
            try
            {
                Assert.Empty((await world.PublishAsync(packages, new CrashPoints(at))).Findings);
            }
            catch (CrashException)
            {
                died++;
            }
        }

        var last = await world.PublishAsync(packages);
        Assert.Empty(last.Findings);
        Assert.DoesNotContain(last.Steps, step => step.Push is PublishAction.Push or PublishAction.Failed || step.Symbols is PublishAction.Push or PublishAction.Failed);

        // Every file is there, was taken once, and after what it needs.
        var files = packages.SelectMany(package => new[] { package.File, package.Symbols }).OfType<PackageFile>().ToList();
        Assert.Equal(files.Count, world.Feed.Log.Count);
        Assert.All(files, file => Assert.Equal(file.ContentHash, world.Feed.Content[FakeFeed.Key(file.Kind, file.Id, file.Version)]));
        var place = world.Feed.Log.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        foreach (var package in packages)
        {
            var here = place[FakeFeed.Key(PackageFileKind.Package, package.File.Id, package.File.Version)];
            Assert.All(package.Needs, need => Assert.True(place[FakeFeed.Key(PackageFileKind.Package, need, package.File.Version)] < here));
        }

        if (hasStore)
        {
            await world.HistoryAsync();
            foreach (var package in packages)
            {
                var known = (await world.VersionAsync(package))!.In(world.Feed.Address)!;
                Assert.Equal((PublishState.Recorded, package.Symbols is not null), (known.State, known.HasSymbols));
            }
        }

        return died == deaths.Length ? 1 : 0;
    }
}
