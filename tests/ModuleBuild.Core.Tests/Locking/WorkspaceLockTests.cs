using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Requests;
using static ModuleBuild.Core.Tests.Locking.Locks;

namespace ModuleBuild.Core.Tests.Locking;

public sealed class WorkspaceLockTests : IDisposable
{
    private readonly LockedWorkspace _work = new LockedWorkspace().Add(
        Package("Acme.Catalog", "2.1.0"), Package("Acme.Catalog", "2.2.0", Needs("Acme.Mail", "1.0")), Package("Acme.Mail", "1.0.0"), Package("Acme.Mail", "1.4.0"));

    [Fact]
    public async Task A_workspace_has_one_lock_that_is_up_to_date_once_written()
    {
        _work.Write("modulebuild.json", "{}");
        _work.Module("modules/Orders", needs: ("Acme.Catalog", "[2.1,3.0)")).Module("modules/Shop", needs: ("Acme.Mail", "1.*"));
        _work.Module("modules/bin/Debug", needs: ("Left.Over", "1.0")).Module("node_modules/x", needs: ("Left.Over", "1.0"));
        _work.Module("other", needs: ("Other.Workspace", "1.0")).Write("other/modulebuild.json", "{}");

        var result = await _work.LockAsync();

        Assert.Empty(result.Findings);
        Assert.True(result.Written);
        Assert.Equal(["modules/Orders", "modules/Shop"], result.After!.Modules.Keys);
        Assert.Equal(["Acme.Catalog 2.2.0", "Acme.Mail 1.4.0"], result.After.Packages.Select(package => package.ToString()));
        Assert.Equal((true, 0), (_work.Check().UpToDate, _work.Check().Findings.Length));
    }

    [Fact]
    public async Task A_lock_that_is_up_to_date_asks_nobody_and_is_not_touched()
    {
        _work.Module(".", needs: ("Acme.Catalog", "[2.1,3.0)"));
        await _work.LockAsync();
        var (asked, time) = (_work.Asked, File.GetLastWriteTimeUtc(_work.LockPath));

        var again = await _work.LockAsync();

        Assert.Equal((false, asked, time), (again.Written, _work.Asked, File.GetLastWriteTimeUtc(_work.LockPath)));
        Assert.Same(again.Before, again.After);
    }

    [Fact]
    public async Task A_changed_range_that_the_locked_set_satisfies_is_locked_without_a_feed()
    {
        _work.Module(".", needs: ("Acme.Catalog", "[2.1,3.0)"));
        await _work.LockAsync();
        var asked = _work.Asked;
        _work.Module(".", needs: ("Acme.Catalog", "[2.2,3.0)"));

        var result = await _work.LockAsync();

        Assert.Equal((true, asked), (result.Written, _work.Asked));
        Assert.True(_work.Check().UpToDate);
    }

    [Fact]
    public async Task What_changed_and_what_no_longer_fits_is_told_line_by_line()
    {
        _work.Write("modulebuild.json", "{}");
        _work.Module("modules/Orders", needs: [("Acme.Catalog", "[2.1,2.3)"), ("Acme.Mail", "1.0")]).Module("modules/Shop", needs: ("Acme.Mail", "1.0"));
        await _work.LockAsync();
        var before = _work.ReadLock();
        _work.Write("modulebuild.json", """{ "resolution": { "prerelease": "all", "exclude": [{ "id": "Acme.Mail", "versions": "1.4.0", "reason": "Slow" }] } }""");
        _work.Module("modules/Orders", needs: [("Acme.Catalog", "[2.3,3.0)"), ("Acme.Billing", "1.0")]);
        Directory.Delete(_work["modules/Shop"], recursive: true);

        var check = _work.Check();

        Assert.False(check.UpToDate);
        var finding = Assert.Single(check.Findings);
        Assert.Equal(("MB1011", _work.LockPath, Severity.Error), (finding.Code, finding.Location.File, finding.Severity));
        Assert.Equal(
            """
            The lock is not the answer to what is asked for: modules/Orders: Acme.Billing 1.0 (new) (and 10 more). Run 'modulebuild lock' and commit module.lock.json.
              modules/Orders: Acme.Billing 1.0 (new)
              modules/Orders: Acme.Catalog [2.1,2.3) -> [2.3,3.0)
              modules/Orders: Acme.Mail 1.0 (gone)
              modules/Shop: (gone)
              modules/Shop: Acme.Mail 1.0 (gone)
              modules/Shop: host Acme.Gateway [8.3,9.0) (gone)
              policy: exclude Acme.Mail 1.4.0 (Slow) (new)
              policy: prerelease all (new)
              Acme.Billing -> is not in the lock, and must satisfy 1.0 (modules/Orders)
              Acme.Catalog 2.2.0 -> must satisfy [2.3,3.0) (modules/Orders)
              Acme.Mail 1.4.0 -> is excluded by modulebuild.json (Slow)
            """.ReplaceLineEndings("\n"), finding.Message);
        Assert.Equal(before, _work.ReadLock());
    }

    [Fact]
    public void A_missing_lock_is_out_of_date_only_where_a_module_needs_another()
    {
        _work.Module(".");
        Assert.True(_work.Check().UpToDate);

        _work.Module(".", needs: ("Acme.Catalog", "2.1"));

        var check = _work.Check();
        Assert.Null(check.Lock);
        Assert.Equal(
            "There is no module.lock.json. Run 'modulebuild lock' and commit module.lock.json.", Assert.Single(check.Findings).Message);
    }

    [Fact]
    public async Task A_module_without_dependencies_gets_no_lock()
    {
        _work.Module(".");

        var result = await _work.LockAsync();

        Assert.Empty(result.Findings);
        Assert.False(result.Written || File.Exists(_work.LockPath));
    }

    [Fact]
    public async Task Only_sources_of_the_workspace_itself_count()
    {
        _work.Write("modulebuild.json", "{}");
        _work.Module("Orders", needs: ("Acme.Catalog", "[2.0,3.0)"));
        _work.Module("Orders/bin", needs: ("Acme.Mail", "1.0")).Module("inner/Shop", needs: ("Acme.Mail", "1.0"));
        _work.Write("inner/modulebuild.json", "{}");
        _work.Module("packages/acme.mail/1.0.0/module", needs: ("Acme.Mail", "1.0"));
        _work.Write("packages/acme.mail/1.0.0/.nupkg.metadata", "{}");

        Assert.Equal(["Orders"], (await _work.LockAsync()).After!.Modules.Keys);
    }

    [Fact]
    public async Task Without_a_workspace_only_the_own_manifest_counts()
    {
        _work.Module(".", needs: ("Acme.Mail", "1.0")).Module("samples/Other", needs: ("Unknown", "1.0"));

        Assert.Equal(["."], (await _work.LockAsync()).After!.Modules.Keys);
    }

    [Fact]
    public async Task A_conflict_is_told_at_the_entry_of_the_manifest_and_the_old_lock_stays()
    {
        _work.Module(".", needs: ("Acme.Catalog", "2.1"));
        await _work.LockAsync();
        var before = _work.ReadLock();
        _work.Module(".", needs: ("Acme.Catalog", "9.0"));

        var result = await _work.LockAsync();

        Assert.Null(result.After);
        var finding = Assert.Single(result.Findings);
        Assert.Equal("MB1013", finding.Code);
        Assert.Equal(_work["module.json"], finding.Location.File);
        Assert.Contains("\"Acme.Catalog\"", File.ReadAllLines(finding.Location.File)[finding.Location.Line - 1][(finding.Location.Column - 1)..], StringComparison.Ordinal);
        Assert.Equal(before, _work.ReadLock());
    }

    [Fact]
    public async Task Modules_that_need_one_another_in_a_circle_are_not_locked()
    {
        _work.Write("modulebuild.json", "{}");
        _work.Module("A", "1.0.0", ("B", "1.0")).Module("B", "1.0.0", ("A", "1.0"));

        var result = await _work.LockAsync();

        Assert.Equal("MB1004", Assert.Single(result.Findings).Code);
        Assert.False(File.Exists(_work.LockPath));
    }

    [Fact]
    public async Task A_manifest_that_hides_what_it_asks_for_hides_the_lock_and_other_errors_do_not()
    {
        _work.Write("modulebuild.json", "{}");
        _work.Module("A", needs: ("Acme.Mail", "1.0")).Module("B", needs: ("Acme.Mail", "^1"));
        _work.Write("C/module.json", """{ "manifestVersion": 1 }""");

        var result = await _work.LockAsync();

        Assert.Equal(["MB0006"], result.Findings.Select(finding => finding.Code));
        Assert.Equal(["MB0006"], _work.Check().Findings.Select(finding => finding.Code));
        Assert.False(File.Exists(_work.LockPath));
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_told()
    {
        _work.Module(".", needs: ("Acme.Mail", "1.0")).Write("modulebuild.json", "{ \"resolution\": 1 }");

        Assert.Equal("MB1024", Assert.Single((await _work.LockAsync()).Findings).Code);
        Assert.Equal("MB1024", Assert.Single(_work.Check().Findings).Code);
    }

    [Fact]
    public async Task A_folder_without_a_manifest_is_told()
    {
        Assert.Equal("MB0001", Assert.Single((await _work.LockAsync()).Findings).Code);
        Assert.True(_work.Check().UpToDate);
    }

    [Fact]
    public async Task A_policy_of_the_command_line_stays_until_somebody_says_another()
    {
        _work.Module(".", needs: ("Acme.Mail", "1.0"));
        await _work.LockAsync(new LockRequest(_work.Root) { Policy = ResolutionPolicy.Default with { Strategy = ResolutionStrategy.Lowest } });

        Assert.True(_work.Check().UpToDate);
        Assert.Equal(ResolutionStrategy.Lowest, _work.Check().Lock!.Strategy);
        _work.Write("modulebuild.json", """{ "resolution": { "strategy": "latest" } }""");
        Assert.Contains("policy: strategy lowest -> latest-compatible", Assert.Single(_work.Check().Findings).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();
}
