using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Publishing;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Publishing;

public sealed class PublisherTests
{
    [Fact]
    public async Task Packages_follow_what_they_need()
    {
        var world = new PublishWorld();

        var result = await world.PublishAsync(PublishWorld.Hundred());

        Assert.Empty(result.Findings);
        var pushed = world.Feed.Log.Where(key => key.StartsWith("Package", StringComparison.Ordinal)).ToList();
        Assert.Equal(pushed.Order(StringComparer.Ordinal), pushed);
        Assert.Equal(100, pushed.Count);
    }

    [Fact]
    public async Task Circle_ends()
    {
        var world = new PublishWorld();

        var result = await world.PublishAsync([PublishWorld.Package("A", needs: ["B"]), PublishWorld.Package("B", needs: ["A"])]);

        Assert.Empty(result.Findings);
        Assert.Equal(2, result.Steps.Length);
    }

    [Fact]
    public async Task Run_after_a_whole_one_pushes_and_writes_nothing()
    {
        var world = new PublishWorld();
        var packages = PublishWorld.Hundred();
        await world.PublishAsync(packages);
        var (pushes, commits) = (world.Feed.Pushes, world.Store.History.Count);

        var again = await world.PublishAsync(packages);

        Assert.All(again.Steps, step => Assert.Equal((PublishAction.There, PublishAction.There), (step.Push, step.Symbols)));
        Assert.Equal((pushes, commits), (world.Feed.Pushes, world.Store.History.Count));
    }

    [Fact]
    public async Task Plan_changes_nothing()
    {
        var world = new PublishWorld();

        var plan = await world.Process().PlanAsync([PublishWorld.Package("A")], PublishWorld.Cancellation);

        Assert.Equal(PublishAction.Push, Assert.Single(plan.Steps).Push);
        Assert.Equal(0, world.Feed.Pushes);
        Assert.Empty(world.Store.History);
    }

    [Fact]
    public async Task Version_that_the_feed_has_with_other_bytes_blocks_all()
    {
        var world = new PublishWorld();
        var taken = PublishWorld.Package("B");
        world.Feed.Put(taken.File, "other content");

        var result = await world.PublishAsync([PublishWorld.Package("A"), taken]);

        var finding = Assert.Single(result.Findings);
        Assert.Equal("MB6002", finding.Code);
        Assert.StartsWith("B 1.0.0 cannot be published to 'feed': it has this version with other bytes.", finding.Message, StringComparison.Ordinal);
        Assert.Equal(0, world.Feed.Pushes);
        Assert.Empty(world.Store.History);
    }

    [Fact]
    public async Task Package_that_was_packed_again_is_refused_with_the_way_out()
    {
        var world = new PublishWorld();
        var first = PublishWorld.Package("A");
        try
        {
            await world.PublishAsync([first], new CrashPoints(3)); // journaled, not pushed
        }
        catch (CrashException)
        {
        }

        var result = await world.PublishAsync([PublishWorld.Package("A", bytes: "packed again")]);

        var finding = Assert.Single(result.Findings);
        Assert.Equal("MB6002", finding.Code);
        Assert.Contains($"the file with SHA-256 {first.File.Sha256}. Publish that one", finding.Message, StringComparison.Ordinal);
        Assert.Empty(world.Feed.Log);
        Assert.Empty((await world.PublishAsync([first])).Findings);
    }

    [Fact]
    public async Task One_version_with_two_contents_in_a_run_is_refused()
    {
        var result = await new PublishWorld().PublishAsync([PublishWorld.Package("A"), PublishWorld.Package("a", bytes: "other")]);

        Assert.Contains(result.Findings, finding => finding.Code == "MB6002" && finding.Message.Contains("is the same version with other bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lost_answers_are_looked_up()
    {
        var world = new PublishWorld { Feed = { Fault = (_, number) => number == 1 ? (PushOutcome.Unclear, true) : null } };

        var result = await world.PublishAsync([PublishWorld.Package("A", withSymbols: false)]);

        Assert.Empty(result.Findings);
        Assert.Equal(PublishAction.There, result.Steps[0].Push);
        Assert.Equal(1, world.Feed.Pushes);
    }

    [Fact]
    public async Task Trouble_that_passes_is_waited_for()
    {
        var world = new PublishWorld { Feed = { Fault = (_, number) => number <= 3 ? (PushOutcome.Unclear, false) : null } };

        var result = await world.PublishAsync([PublishWorld.Package("A", withSymbols: false)]);

        Assert.Empty(result.Findings);
        Assert.Equal((PublishAction.Pushed, 4), (result.Steps[0].Push, world.Feed.Pushes));
    }

    [Fact]
    public async Task Trouble_that_stays_ends_the_run_and_the_next_goes_on()
    {
        var world = new PublishWorld { Feed = { Fault = (file, _) => file.Id == "B" ? (PushOutcome.Unclear, false) : null } };
        PublishablePackage[] packages = [PublishWorld.Package("A"), PublishWorld.Package("B", needs: "A"), PublishWorld.Package("C", needs: "B")];

        var result = await world.PublishAsync(packages);

        Assert.Equal("MB6008", Assert.Single(result.Findings).Code);
        Assert.Equal([PublishAction.Pushed, PublishAction.Failed, PublishAction.Push], result.Steps.Select(step => step.Push));
        world.Feed.Fault = (_, _) => null;
        Assert.Empty((await world.PublishAsync(packages)).Findings);
        Assert.Equal(6, world.Feed.Log.Count);
    }

    [Fact]
    public async Task Conflict_with_other_content_is_no_success()
    {
        var world = new PublishWorld();
        var package = PublishWorld.Package("A");
        world.Feed.Fault = (file, _) =>
        {
            world.Feed.Put(file, "of somebody who was faster");
            return (PushOutcome.Conflict, false);
        };

        var result = await world.PublishAsync([package]);

        var finding = Assert.Single(result.Findings);
        Assert.Equal("MB6007", finding.Code);
        Assert.Contains("its content hash is of somebody who was faster", finding.Message, StringComparison.Ordinal);
        Assert.Equal(PublishState.Planned, (await world.VersionAsync(package))!.In(world.Feed.Address)!.State);
    }

    [Fact]
    public async Task Conflict_of_a_package_that_is_not_shown_yet_is_a_success_only_where_the_journal_knows_the_push()
    {
        var package = PublishWorld.Package("A", withSymbols: false);
        var known = new PublishWorld();
        await known.PublishAsync([package]);
        known.Feed.HiddenLookUps = 100;
        var unknown = new PublishWorld();
        unknown.Feed.Put(package.File, package.File.ContentHash);
        unknown.Feed.HiddenLookUps = 100;

        Assert.Empty((await known.PublishAsync([package])).Findings);
        Assert.Contains("does not show it yet", Assert.Single((await unknown.PublishAsync([package])).Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_without_symbols_gets_packages()
    {
        var world = new PublishWorld { Feed = new FakeFeed { TakesSymbols = false } };

        var result = await world.PublishAsync([PublishWorld.Package("A")]);

        Assert.Empty(result.Findings);
        Assert.Equal((PublishAction.Pushed, PublishAction.NotOffered), (result.Steps[0].Push, result.Steps[0].Symbols));
    }

    [Fact]
    public async Task Feed_that_does_not_answer_is_not_pushed_to()
    {
        var world = new PublishWorld { Feed = { IsSilent = true } };

        Assert.Single((await world.PublishAsync([PublishWorld.Package("A", withSymbols: false)])).Findings);
        Assert.Equal(0, world.Feed.Pushes);
    }

    [Fact]
    public async Task Chain_of_the_journal_shows_what_was_changed()
    {
        var world = new PublishWorld();
        await world.PublishAsync([PublishWorld.Package("A"), PublishWorld.Package("B", needs: "A")]);
        var entries = await world.HistoryAsync();
        Assert.Equal(
            [PublishState.Planned, PublishState.Pushed, PublishState.SymbolsPushed, PublishState.Pushed, PublishState.SymbolsPushed, PublishState.Recorded],
            entries.Select(entry => entry.State));

        var tip = (await world.Store.GetTipAsync(PublishPaths.Branch, PublishWorld.Cancellation)).Value!;
        var path = StorePaths.LedgerEntry(2);
        var bytes = (await world.Store.ReadAsync(tip, [path], PublishWorld.Cancellation)).Value!.Files[0]!;
        var text = System.Text.Encoding.UTF8.GetString(bytes).Replace("a person", "nobody", StringComparison.Ordinal);
        await world.Store.WriteAsync(tip, new StateChange(
            System.Collections.Immutable.ImmutableSortedDictionary<string, byte[]?>.Empty.Add(path, System.Text.Encoding.UTF8.GetBytes(text)), "x", "x", world.Clock.GetUtcNow(), "x"), PublishWorld.Cancellation);

        var read = await new PublishJournal(world.Store, "a person", "reader", world.Clock, () => 0.5).ReadHistoryAsync(PublishWorld.Cancellation);

        Assert.Equal("MB6010", read.Problem!.Code);
        Assert.Contains("ledger/0/3.json: it does not follow from the entry before it", read.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixteen_who_publish_the_same_at_once_all_succeed_and_push_it_once()
    {
        var world = new PublishWorld();
        var packages = Enumerable.Range(0, 8).Select(number => PublishWorld.Package($"P{number}")).ToList();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => world.PublishAsync(packages))));

        Assert.All(results, result => Assert.Empty(result.Findings));
        Assert.Equal(16, world.Feed.Log.Count);
        await world.HistoryAsync();
    }
}
