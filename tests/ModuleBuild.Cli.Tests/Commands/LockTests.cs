using ModuleBuild.Cli.Tests.Resolution;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary><c>modulebuild lock</c> and <c>modulebuild update</c> against a folder feed.</summary>
public sealed class LockTests : IDisposable
{

    private readonly SampleWorkspace _work = new();

    [Fact]
    public async Task The_first_lock_says_what_is_in_it_and_why()
    {
        var run = await _work.RunAsync("lock");
        var check = await _work.RunInAsync("src/orders", "lock", "--locked");

        Assert.Equal(new ProcessResult(0, ApprovedFile.Expect("lock-first.txt", run.Output), ""), run);
        Assert.Contains("\"Acme.Charts\": {\n      \"version\": \"1.0.0\"", _work.Read("module.lock.json"), StringComparison.Ordinal);
        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.EndsWith("module.lock.json is up to date: 2 packages.\n", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_is_up_to_date_is_not_written_again()
    {
        await _work.RunAsync("lock");
        _work.PublishNewer();

        var run = await _work.RunAsync("lock");

        Assert.Equal(new ProcessResult(0, "module.lock.json is up to date: 2 packages.\n", ""), run);
    }

    [Fact]
    public async Task A_stale_lock_is_told_with_the_difference_and_left_as_it_is()
    {
        await _work.RunAsync("lock");
        var before = _work.Read("module.lock.json");
        _work.Module("src/orders", "\"Acme.Reports\": \"2.0\"");

        var run = await _work.RunAsync("lock", "--check");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("module.lock.json: error MB1011: The lock is not the answer to what is asked for: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("src/orders", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, _work.Read("module.lock.json"));
    }

    [Fact]
    public async Task A_package_that_somebody_replaced_is_taken_only_where_it_is_named()
    {
        await _work.RunAsync("lock");
        var before = _work.Read("module.lock.json");
        Directory.Delete(_work["packages"], recursive: true);
        _work.Publish(TestPackage.Module("Acme.Charts", "1.0.0").WithFile("lib/net10.0/other.txt", "somebody else's"));
        _work.Publish(TestPackage.Module("Acme.Mail", "1.0.0"));
        _work.Module("src/orders", """ "Acme.Reports": "1.0", "Acme.Mail": "1.0" """);

        foreach (var arguments in new[] { new[] { "lock" }, ["update"], ["update", "Acme.Reports"] })
        {
            var run = await _work.RunAsync(arguments);
            Assert.Equal(1, run.ExitCode);
            Assert.StartsWith("module.lock.json: error MB1016: Acme.Charts 1.0.0 from the package sources has the content hash sha512-", run.Output, StringComparison.Ordinal);
            Assert.Equal(before, _work.Read("module.lock.json"));
        }

        var named = await _work.RunAsync("update", "acme.charts");
        Assert.Equal((0, ""), (named.ExitCode, named.Error));
        Assert.NotEqual(before, _work.Read("module.lock.json"));
    }

    [Fact]
    public async Task A_missing_lock_is_told() =>
        Assert.Equal(1, (await _work.RunAsync("lock", "--locked")).ExitCode);

    [Fact]
    public async Task A_conflict_is_told_at_the_manifests_line_and_no_lock_is_written()
    {
        _work.PublishNewer();
        _work.Module("src/orders", "\"Acme.Reports\": \"2.0\"");

        var run = await _work.RunAsync("lock");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("src/", run.Output.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Contains("/module.json(8,", run.Output.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Contains("error MB1013: No consistent set of modules exists.", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["module.lock.json"]));
    }

    [Fact]
    public async Task What_would_be_written_can_be_asked_for()
    {
        var run = await _work.RunAsync("lock", "--dry-run");

        Assert.StartsWith("Would write module.lock.json: kept 0, changed 2, because\n", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["module.lock.json"]));
    }

    [Fact]
    public async Task An_update_moves_what_is_named_and_can_be_undone_once()
    {
        await _work.RunAsync("lock");
        var before = _work.Read("module.lock.json");
        _work.PublishNewer();

        var update = await _work.RunAsync("update", "acme.charts");
        var after = _work.Read("module.lock.json");
        var undo = await _work.RunAsync("update", "--undo");
        var again = await _work.RunAsync("update", "--undo");

        Assert.Equal(0, update.ExitCode);
        Assert.StartsWith(
            "Wrote module.lock.json: kept 1, changed 1, because\n  Acme.Charts 1.0.0 -> 1.1.0: ", update.Output, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        Assert.Equal(
            new ProcessResult(0, "Put back module.lock.json from before the last update: 1 change.\n  Acme.Charts 1.1.0 -> 1.0.0\n", ""), undo);
        Assert.Equal(before, _work.Read("module.lock.json"));
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("error MB1014", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_update_leaves_the_old_lock()
    {
        await _work.RunAsync("lock");
        var before = _work.Read("module.lock.json");
        _work.PublishNewer();
        _work.Module("src/orders", "\"Acme.Reports\": \"2.0\"");

        var run = await _work.RunAsync("update");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("MB1013", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, _work.Read("module.lock.json"));
        Assert.False(File.Exists(_work["module.lock.json.bak"]));
    }

    [Fact]
    public async Task Pre_releases_are_taken_where_that_is_asked_for()
    {
        await _work.RunAsync("lock");
        _work.Publish(ModuleBuild.Testing.NuGetServer.TestPackage.Module("Acme.Reports", "1.1.0-rc.1"));

        var stable = await _work.RunAsync("update", "--dry-run");
        var any = await _work.RunAsync("update", "--dry-run", "--prerelease");

        Assert.DoesNotContain("1.1.0-rc.1", stable.Output, StringComparison.Ordinal);
        Assert.Contains("Acme.Reports 1.0.0 -> 1.1.0-rc.1", any.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'Acme.Chart' is not in module.lock.json. Did you mean 'Acme.Charts'?\n", "update", "Acme.Chart")]
    [InlineData("'update --undo' puts back the whole lock. Leave out the ids.\n", "update", "--undo", "Acme.Charts")]
    [InlineData("'nowhere' does not exist. Give a folder, a project or a module.json.\n", "lock", "nowhere")]
    public async Task What_cannot_be_meant_is_a_mistake_of_usage(string error, params string[] arguments)
    {
        await _work.RunAsync("lock");

        Assert.Equal(new ProcessResult(2, "", error), await _work.RunAsync(arguments));
    }

    [Fact]
    public async Task Without_a_workspace_it_is_told_what_makes_one()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.InAsync(folder.Path, "lock");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("There is no module.json in this folder, and no modulebuild.json in it or above. ", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();
}
