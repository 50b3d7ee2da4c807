using System.Text.Json;
using ModuleBuild.Cli.Tests.Resolution;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary><c>modulebuild outdated</c> and <c>modulebuild changelog</c>.</summary>
public sealed class OutdatedTests : IDisposable
{
    private readonly SampleWorkspace _work = new();

    [Fact]
    public async Task Newer_versions_are_told_with_the_compatible_one_and_what_they_bring()
    {
        await _work.RunAsync("lock");
        var before = _work.Read("module.lock.json");
        _work.PublishNewer();

        var run = await _work.RunAsync("outdated");

        Assert.Equal(
            new ProcessResult(
                0,
                """
                Acme.Charts: 1.0.0 -> 2.0.0
                  compatible: 1.1.0
                  changelog: - Colours are themes now.
                Acme.Reports: 1.0.0 -> 2.0.0
                  compatible: none
                2 packages: 2 have a newer version.

                """,
                ""),
            run);
        Assert.Equal(before, _work.Read("module.lock.json"));
    }

    [Fact]
    public async Task What_is_current_is_said_to_be()
    {
        await _work.RunAsync("lock");

        var run = await _work.RunAsync("outdated", "--exit-code");

        Assert.Equal(new ProcessResult(0, "2 packages: none has a newer version.\n", ""), run);
    }

    [Fact]
    public async Task A_module_that_the_workspace_gives_itself_is_outdated_once_a_later_one_was_published()
    {
        using var work = new SampleWorkspace();
        work.Module("src/Acme.Mail", "");
        work.Module("src/shop", """ "Acme.Mail": "[1.0,2.0)" """);
        await work.RunAsync("lock");
        var before = await work.RunAsync("outdated");
        work.Publish(TestPackage.Module("Acme.Mail", "1.1.0"));

        var after = await work.RunAsync("outdated");

        Assert.Equal(new ProcessResult(0, "3 packages: none has a newer version.\n", ""), before);
        Assert.Equal(
            new ProcessResult(0, "Acme.Mail: 1.0.0 -> 1.1.0\n  compatible: 1.1.0\n3 packages: 1 has a newer version.\n", ""), after);
    }

    [Fact]
    public async Task Json_has_permissions_and_changelog()
    {
        await _work.RunAsync("lock");
        _work.PublishNewer();
        File.Delete(_work["feed/Acme.Charts.2.0.0.nupkg"]);

        var run = await _work.RunAsync("outdated", "--json", "--exit-code");

        using var document = JsonDocument.Parse(run.Output);
        var charts = document.RootElement.GetProperty("outdated")[0];
        Assert.Equal("Acme.Charts", charts.GetProperty("id").GetString());
        Assert.Equal("1.0.0", charts.GetProperty("current").GetString());
        Assert.Equal("1.1.0", charts.GetProperty("latest").GetString());
        Assert.Equal("1.1.0", charts.GetProperty("compatible").GetString());
        Assert.Equal("network:access:tiles.example.com", Assert.Single(charts.GetProperty("newPermissions").EnumerateArray()).GetString());
        Assert.Contains("Pie charts.", charts.GetProperty("changelog").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, document.RootElement.GetProperty("checked").GetInt32());
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_changelog_goes_from_the_locked_version_to_the_newest()
    {
        await _work.RunAsync("lock");
        _work.PublishNewer();

        var all = await _work.RunAsync("changelog", "acme.charts");
        var some = await _work.RunAsync("changelog", "Acme.Charts", "--to", "1.1.0");
        var none = await _work.RunAsync("changelog", "Acme.Charts", "--from", "2.0.0");
        var silent = await _work.RunAsync("changelog", "Acme.Reports");

        Assert.Equal(new ProcessResult(0, ApprovedFile.Expect("changelog.txt", all.Output), ""), all);
        Assert.DoesNotContain("2.0.0", some.Output, StringComparison.Ordinal);
        Assert.Contains("Pie charts.", some.Output, StringComparison.Ordinal);
        Assert.Equal(new ProcessResult(0, "", "There is no newer version of Acme.Charts than 2.0.0.\n"), none);
        Assert.Equal(new ProcessResult(0, "", "1 newer version of Acme.Reports, and no changelog in it.\n"), silent);
    }

    [Theory]
    [InlineData("'Acme.Chart' is not in module.lock.json. Did you mean 'Acme.Charts'?\n", "changelog", "Acme.Chart")]
    [InlineData("'x' of --from is not a version. Write it as 1.2.3.\n\nSee 'modulebuild changelog --help'.\n", "changelog", "Acme.Charts", "--from", "x")]
    public async Task What_cannot_be_meant_is_a_mistake_of_usage(string error, params string[] arguments)
    {
        await _work.RunAsync("lock");

        Assert.Equal(new ProcessResult(2, "", error), await _work.RunAsync(arguments));
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_is_told()
    {
        await _work.RunAsync("lock");

        var run = await _work.RunAsync("outdated", "--source", "nowhere");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error MB10", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();
}
