using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Results;
using static ModuleBuild.Core.Tests.Locking.Locks;

namespace ModuleBuild.Core.Tests.Locking;

public sealed class LockWritingTests : IDisposable
{
    private readonly LockedWorkspace _work = new LockedWorkspace().Add(
        Package("Acme.Catalog", "2.1.0"), Package("Acme.Mail", "1.0.0"), Package("Acme.Mail", "1.4.0"));

    [Fact]
    public async Task An_update_keeps_a_copy_and_undo_puts_it_back_once()
    {
        _work.Module(".", needs: ("Acme.Mail", "1.0"));
        await _work.LockAsync();
        var before = _work.ReadLock();
        _work.Add(Package("Acme.Mail", "1.5.0"));

        var update = await _work.LockAsync(new LockRequest(_work.Root) { Update = [], Backup = true });

        Assert.Contains("1.5.0", _work.ReadLock(), StringComparison.Ordinal);
        Assert.Equal("1.4.0", update.Before!.Find("Acme.Mail")!.Version.ToString());
        Assert.Empty(WorkspaceLock.Undo(_work.Root));
        Assert.Equal(before, _work.ReadLock());
        Assert.Equal("MB1014", Assert.Single(WorkspaceLock.Undo(_work.Root)).Code);
    }

    [Fact]
    public async Task A_dry_run_only_says_what_would_be_written()
    {
        _work.Module(".", needs: ("Acme.Mail", "1.0"));

        var result = await _work.LockAsync(new LockRequest(_work.Root) { DryRun = true });

        Assert.Equal("1.4.0", result.After!.Find("Acme.Mail")!.Version.ToString());
        Assert.False(result.Written || File.Exists(_work.LockPath));
    }

    [Fact]
    public async Task Who_waited_for_another_finds_the_lock_written_and_resolves_nothing()
    {
        _work.Module(".", needs: ("Acme.Mail", "1.0"));
        var resolutions = 0;
        var gate = new TaskCompletionSource();
        Resolve slow = async (request, source, progress, cancellation) =>
        {
            resolutions++;
            await gate.Task;
            return new ResolutionResult(
                new ResolvedSet([new ResolvedPackage(Package("Acme.Mail", "1.4.0"), [])], Versions(("Acme.Gateway", "8.3.0")), default, 0, []), null, []);
        };

        var all = Enumerable.Range(0, 4).Select(_ => _work.LockAsync(resolve: slow)).ToList();
        gate.SetResult();
        var results = await Task.WhenAll(all);

        Assert.Equal(1, resolutions);
        Assert.Single(results, result => result.Written);
        Assert.All(results, result => Assert.Equal("1.4.0", result.After!.Find("Acme.Mail")!.Version.ToString()));
    }

    [Fact]
    public async Task Whoever_is_cancelled_leaves_the_old_lock_and_the_way_free()
    {
        _work.Module(".", needs: ("Acme.Mail", "1.0"));
        using var stop = new CancellationTokenSource();
        Resolve cancelled = (_, _, _, cancellation) =>
        {
            stop.Cancel();
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _work.LockAsync(resolve: cancelled, stop: stop));

        Assert.False(File.Exists(_work.LockPath));
        Assert.True((await _work.LockAsync()).Written);
    }

    [Fact]
    public async Task A_read_only_lock_is_left_alone()
    {
        _work.Module(".", needs: ("Acme.Mail", "1.0"));
        await _work.LockAsync();
        var before = _work.ReadLock();
        File.SetAttributes(_work.LockPath, FileAttributes.ReadOnly);
        _work.Module(".", needs: [("Acme.Mail", "1.0"), ("Acme.Catalog", "2.0")]);

        var result = await _work.LockAsync();
        File.SetAttributes(_work.LockPath, FileAttributes.Normal);

        Assert.Equal("MB9005", Assert.Single(result.Findings).Code);
        Assert.Equal(before, _work.ReadLock());
    }

    [Fact]
    public async Task A_lock_with_markers_is_left_alone_and_one_merged_by_hand_is_mended()
    {
        _work.Module(".", needs: ("Acme.Mail", "1.0"));
        await _work.LockAsync();
        var good = _work.ReadLock();
        _work.Add(Package("Acme.Mail", "1.9.0"));

        _work.Write("module.lock.json", $"<<<<<<< ours\n{good}");
        Assert.Equal("MB1014", Assert.Single((await _work.LockAsync()).Findings).Code);
        Assert.StartsWith("<<<<<<<", _work.ReadLock(), StringComparison.Ordinal);

        _work.Write("module.lock.json", good.Replace("\"Acme.Mail\": \"1.0\"", "\"Acme.Mail\": \"0.9\"", StringComparison.Ordinal));
        Assert.Equal("MB1014", Assert.Single(_work.Check().Findings).Code);
        var mended = await _work.LockAsync();
        Assert.True(mended.Written);
        Assert.Equal(good, _work.ReadLock());
    }

    [Fact]
    public async Task A_module_that_no_source_has_is_satisfied_by_the_workspace()
    {
        _work.Write("modulebuild.json", "{}");
        _work.Module("Orders", needs: [("Stock", "[1.2,2.0)"), ("Shop", "(3.0,4.0)"), ("Acme.Mail", "1.0")])
            .Module("Stock", "1.3.0", ("Acme.Mail", "1.0")).Module("Shop").Module("Acme.Mail", "7.0.0");

        var result = await _work.LockAsync();

        Assert.Empty(result.Findings);
        Assert.Equal(["Acme.Mail 1.4.0", "Shop 3.0.1", "Stock 1.3.0"], result.After!.Packages.Select(package => package.ToString()));
        Assert.Equal(["Shop", "Stock"], result.After.OfWorkspace);
        Assert.True(_work.Check().UpToDate);
    }

    [Fact]
    public async Task A_source_that_has_too_old_a_version_does_not_hide_the_workspace()
    {
        _work.Write("modulebuild.json", "{}");
        _work.Add(Package("Stock", "1.0.0"));
        _work.Module("Orders", needs: ("Stock", "[1.2,2.0)")).Module("Stock", "1.3.0");

        Assert.Equal(["Stock 1.3.0"], (await _work.LockAsync()).After!.Packages.Select(package => package.ToString()));

        _work.Module("Stock", "1.3.0", ("Acme.Catalog", "2.0"));
        var again = await _work.LockAsync();
        Assert.Equal(["Acme.Catalog 2.1.0", "Stock 1.3.0"], again.After!.Packages.Select(package => package.ToString()));
    }

    [Fact]
    public async Task What_caches_lack_is_asked_for_anew()
    {
        _work.Module(".", needs: ("Acme.Catalog", "[2.5,3.0)"));
        Assert.Equal("MB1013", Assert.Single((await _work.LockAsync()).Findings).Code);

        _work.Fresh = new MemorySource([Package("Acme.Catalog", "2.5.0")]);

        Assert.Equal(["Acme.Catalog 2.5.0"], (await _work.LockAsync()).After!.Packages.Select(package => package.ToString()));
    }

    [Fact]
    public async Task An_update_goes_past_caches_and_a_lock_does_not_where_they_will_do()
    {
        _work.Module(".", needs: ("Acme.Catalog", "[2.0,3.0)"));
        _work.Fresh = new MemorySource([Package("Acme.Catalog", "2.1.0"), Package("Acme.Catalog", "2.5.0")]);

        Assert.Equal(["Acme.Catalog 2.1.0"], (await _work.LockAsync()).After!.Packages.Select(package => package.ToString()));
        var update = await _work.LockAsync(new LockRequest(_work.Root) { Update = [] });
        Assert.Equal(["Acme.Catalog 2.5.0"], update.After!.Packages.Select(package => package.ToString()));
    }

    [Fact]
    public async Task Where_a_feed_does_not_answer_anew_what_caches_say_counts()
    {
        _work.Module(".", needs: ("Acme.Catalog", "[2.5,3.0)"));
        _work.Fresh = new MemorySource([]);
        var down = Finding.Create(DiagnosticCatalog.SourceFailed, SourceLocation.None, "feed", "it cannot be reached.");
        var lacks = Finding.Create(DiagnosticCatalog.NoConsistentSet, SourceLocation.None, " Not this.");
        var asked = 0;

        var result = await _work.LockAsync(resolve: (_, _, _, _) => Task.FromResult(new ResolutionResult(null, null, [asked++ == 0 ? lacks : down])));

        Assert.Equal(2, asked);
        Assert.Equal("MB1013", Assert.Single(result.Findings).Code);
    }

    public void Dispose() => _work.Dispose();
}
