using System.Text.Json;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Cli.Tests.Resolution;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary><c>modulebuild why</c> and <c>modulebuild tree</c>.</summary>
public sealed class TreeTests : IDisposable
{
    private readonly SampleWorkspace _work = new();

    [Theory]
    [InlineData("tree.txt", "tree")]
    [InlineData("tree-ascii.txt", "tree", "--ascii")]
    [InlineData("tree.mmd", "tree", "--as", "mermaid")]
    [InlineData("tree.dot", "tree", "--as", "dot")]
    [InlineData("tree.json", "tree", "--as", "json")]
    [InlineData("why.txt", "why", "acme.charts")]
    [InlineData("why.mmd", "why", "Acme.Charts", "--as", "mermaid")]
    [InlineData("why.json", "why", "Acme.Charts", "--json")]
    public async Task A_locked_set_can_be_looked_at(string approved, params string[] arguments)
    {
        await _work.RunAsync("lock");

        var run = await _work.RunAsync(arguments);

        Assert.Equal(new ProcessResult(0, ApprovedFile.Expect(approved, run.Output), ""), run);
    }

    [Fact]
    public async Task An_id_that_is_not_locked_is_told_with_what_was_probably_meant()
    {
        await _work.RunAsync("lock");

        Assert.Equal(
            new ProcessResult(2, "", "'Acme.Report' is not in module.lock.json. Did you mean 'Acme.Reports'?\n"), await _work.RunAsync("why", "Acme.Report"));
        Assert.Equal(
            new ProcessResult(2, "", "'Acme.Mail' is not in module.lock.json. 'modulebuild tree' shows what is.\n"), await _work.RunAsync("why", "Acme.Mail"));
    }

    [Fact]
    public async Task Without_a_lock_it_is_told_how_to_get_one()
    {
        var run = await _work.RunAsync("tree");

        Assert.Equal(new ProcessResult(2, "", $"There is no module.lock.json in '{_work.Path}'. Run 'modulebuild lock' to write one.\n"), run);
    }

    [Fact]
    public async Task A_lock_with_the_marks_of_a_merge_is_MB1014()
    {
        _work.Write("module.lock.json", "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n");

        var run = await _work.RunAsync("tree", "--as", "json");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("error MB1014", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shells_can_complete_ids()
    {
        await _work.RunAsync("lock");

        var run = await _work.RunAsync("[suggest:16]", "modulebuild why ");

        Assert.Contains("Acme.Charts\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de_DE.UTF-8", null, false, false)]
    [InlineData("C", null, false, true)]
    [InlineData(null, null, false, false)]
    [InlineData("en_US.UTF-8", "dumb", false, true)]
    [InlineData("C", "dumb", true, false)]
    public void Lines_are_drawn_in_ascii_where_the_terminal_has_nothing_else(string? locale, string? terminal, bool redirected, bool ascii)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the program sets the encoding.");
        Assert.Equal(ascii, TreeText.NeedsAscii(name => name switch { "LANG" => locale, "TERM" => terminal, _ => null }, redirected));
    }

    [Fact]
    public async Task Every_form_is_read_by_its_own_reader()
    {
        await _work.RunAsync("lock");

        using var tree = JsonDocument.Parse((await _work.RunAsync("tree", "--as", "json")).Output);

        Assert.Equal(2, tree.RootElement.GetProperty("modules").GetArrayLength());
        Assert.Equal(2, tree.RootElement.GetProperty("packages").GetArrayLength());
    }

    public void Dispose() => _work.Dispose();
}
