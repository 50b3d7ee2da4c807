using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class BaselineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BaselineTests()
    {
        _folder.Write("modulebuild.json", "{}");
        _folder.Write("a/module.json", Manifests.Misspelt);
        _folder.Write("b/module.json", Manifests.Clean);
    }

    [Fact]
    public async Task What_is_found_now_can_be_accepted_for_the_whole_workspace()
    {
        var write = await CommandRun.InAsync(_folder.Path, "validate", "--write-baseline");
        var accepted = await CommandRun.InAsync(_folder.Path, "validate");
        var all = await CommandRun.InAsync(_folder.Path, "validate", "--no-baseline");

        Assert.Equal(new ProcessResult(0, "", "Wrote modulebuild.baseline.json.\n"), write);
        Assert.Equal(new ProcessResult(0, "2 manifests: no findings; 1 accepted by the baseline.\n", ""), accepted);
        Assert.Equal(1, all.ExitCode);
        Assert.Equal(["modulebuild.baseline.json", "modulebuild.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_new_still_fails()
    {
        await CommandRun.InAsync(_folder.Path, "validate", "--write-baseline");
        _folder.Write("b/module.json", Manifests.Misspelt);

        var run = await CommandRun.InAsync(_folder.Path, "validate");

        Assert.Equal(
            $"b/module.json(3,3): error MB0004: {Manifests.MisspeltMessage}\n2 manifests: 1 error; 1 accepted by the baseline.\n",
            run.Output.Replace('\\', '/'));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task What_is_mended_leaves_a_stale_entry_behind_that_is_told()
    {
        await CommandRun.InAsync(_folder.Path, "validate", "--write-baseline");
        _folder.Write("a/module.json", Manifests.Clean);

        var run = await CommandRun.InAsync(_folder.Path, "validate");

        Assert.StartsWith("modulebuild.baseline.json(", run.Output, StringComparison.Ordinal);
        Assert.Contains(": warning MB9002: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_baseline_that_cannot_be_used_is_told_beside_all_that_is_found()
    {
        _folder.Write("modulebuild.baseline.json", "{");

        var run = await CommandRun.InAsync(_folder.Path, "validate");

        Assert.Contains("modulebuild.baseline.json(1,", run.Output, StringComparison.Ordinal);
        Assert.Contains("error MB9003: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("error MB0004: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_baseline_that_cannot_be_used_is_not_written_over()
    {
        var path = _folder.Write("modulebuild.baseline.json", "{");

        var run = await CommandRun.InAsync(_folder.Path, "validate", "--write-baseline");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("{", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();
}
