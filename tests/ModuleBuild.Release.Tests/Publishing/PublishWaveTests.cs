using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Publishing;
using ModuleBuild.Release.Store.Git;
using ModuleBuild.Release.Tests.Fakes;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Publishing;

/// <summary>What is pushed together, where symbols go, and how the journal names packages.</summary>
public sealed class PublishWaveTests
{
    [Fact]
    public async Task What_needs_nothing_of_each_other_is_pushed_together_and_journaled_in_order()
    {
        var (now, most) = (0, 0);
        PublishablePackage[] packages =
        [
            .. Enumerable.Range(10, 12).Select(number => PublishWorld.Package($"Acme.M{number}", needs: ["Acme.Base"])), PublishWorld.Package("Acme.Base"), PublishWorld.Package("Acme.Top", needs: ["Acme.M10"]),
        ];
        var worlds = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            var world = new PublishWorld { Feed = new FakeFeed { Wait = WaitAsync } };
            Assert.Empty((await world.PublishAsync(packages)).Findings);
            return world;
        }));

        Assert.InRange(most, 4, 16);
        Assert.Equal("Package Acme.Base 1.0.0", worlds[0].Feed.Log[0]);
        Assert.Equal("Package Acme.Top 1.0.0", worlds[0].Feed.Log.Last(key => key.StartsWith("Package", StringComparison.Ordinal)));
        var story = await StoryAsync(worlds[0]);
        Assert.Equal(story, await StoryAsync(worlds[1]));
        Assert.Equal("Pushed: Acme.M10 Acme.M11 Acme.M12 Acme.M13 Acme.M14 Acme.M15 Acme.M16 Acme.M17", story[3]);

        async Task WaitAsync(PackageFile file)
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(file.Id.Length + (file.Id[^1] % 7), TestContext.Current.CancellationToken);
            Interlocked.Decrement(ref now);
        }

        static async Task<ImmutableArray<string>> StoryAsync(PublishWorld world) =>
            [.. (await world.HistoryAsync()).Select(entry => $"{entry.State}: {string.Join(' ', entry.Packages.Select(package => package.Id))}")];
    }

    [Fact]
    public async Task What_is_pushed_with_one_that_fails_is_journaled_and_nothing_after_it_is_begun()
    {
        var world = new PublishWorld();
        PublishablePackage[] packages = [PublishWorld.Package("A"), PublishWorld.Package("B"), PublishWorld.Package("C"), PublishWorld.Package("D", needs: ["A"])];
        world.Feed.Fault = (file, _) => file.Id == "B" ? (PushOutcome.Refused, false) : null;

        var result = await world.PublishAsync(packages);

        Assert.Single(result.Findings);
        Assert.Equal(["Pushed", "Failed", "Pushed", "Push"], result.Steps.OrderBy(step => step.Package.File.Id, StringComparer.Ordinal).Select(step => step.Push.ToString()));
        Assert.Equal([PublishState.Pushed, PublishState.Planned, PublishState.Pushed], (await Task.WhenAll(packages[..3].Select(world.VersionAsync))).Select(version => version!.Feeds[0].State));
        world.Feed.Fault = (_, _) => null;
        Assert.Empty((await world.PublishAsync(packages)).Findings);
        Assert.Equal(8, world.Feed.Log.Count);
    }

    [Fact]
    public async Task Symbols_are_pushed_to_each_feed_that_is_named_for_them()
    {
        var world = new PublishWorld();
        PublishablePackage[] packages = [PublishWorld.Package("A")];
        Assert.Empty((await world.PublishAsync(packages)).Findings);
        world.SymbolsFeed = new FakeFeed { Address = "https://symbols.example/v3/index.json" };

        var other = await world.PublishAsync(packages);
        var again = await world.PublishAsync(packages);

        Assert.Equal(PublishAction.Pushed, Assert.Single(other.Steps).Symbols);
        Assert.Equal(PublishAction.There, Assert.Single(again.Steps).Symbols);
        Assert.Equal(["Symbols A 1.0.0"], world.SymbolsFeed.Log);
        Assert.Equal([world.Feed.Address, world.SymbolsFeed.Address], (await world.VersionAsync(packages[0]))!.Symbols.Select(each => each.Feed));
        Assert.Contains(await world.HistoryAsync(), entry => entry.SymbolsFeed == world.SymbolsFeed.Address);
    }

    [Fact]
    public void Journal_from_before_symbols_had_feeds_is_read()
    {
        const string old = """{"formatVersion":1,"id":"A","version":"1.0.0","contentHash":"h","sha256":"s","size":1,"feeds":[{"feed":"https://feed.example","state":"recorded","at":"2027-01-04T09:00:00+00:00","by":"a person","hasSymbols":true}]}""";

        var (version, problem) = StoreJson.Read<PublishedVersion>(Encoding.UTF8.GetBytes(old));

        Assert.Null(problem);
        Assert.True(version!.HasSymbolsIn("https://feed.example"));
        Assert.False(version.HasSymbolsIn("https://symbols.example"));
    }

    [Theory]
    [InlineData("Acme.Orders", "packages/c9/acme.orders/1.0.0-rc.1.json")]
    [InlineData("_Acme", "packages/5a/%5facme/1.0.0-rc.1.json")]
    [InlineData("Größe.Ä", "packages/0a/gr%c3%b6%c3%9fe.%c3%a4/1.0.0-rc.1.json")]
    [InlineData("Acme.Lock", "packages/16/acme%2elock/1.0.0-rc.1.json")]
    [InlineData("模块模块模块模块模块模块模块模块模块模块", null)]
    public void Every_id_has_a_path_that_the_store_can_hold(string id, string? expected)
    {
        var path = PublishPaths.Of(id, NuGetVersion.Parse("1.0.0-RC.1"));

        Assert.True(GitNames.IsValid(path), path);
        Assert.Equal(path, PublishPaths.Of(id.ToUpperInvariant(), NuGetVersion.Parse("1.0.0-rc.1")), ignoreCase: id.Contains('ß', StringComparison.Ordinal));
        if (expected is not null)
        {
            Assert.Equal(expected["packages/xx".Length..], path["packages/xx".Length..]);
        }
    }
}
