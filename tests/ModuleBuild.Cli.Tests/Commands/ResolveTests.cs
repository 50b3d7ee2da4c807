using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary><c>modulebuild resolve</c> over an index: its forms on standard output, and how it ends.</summary>
public sealed class ResolveTests : IDisposable
{
    private const string Index = """
        [
          { "id": "Acme.A", "version": "1.0.0", "dependencies": { "Acme.B": "[1.0,2.0)" } },
          { "id": "Acme.A", "version": "2.0.0", "dependencies": { "Acme.B": "[2.0,3.0)" } },
          { "id": "Acme.B", "version": "1.0.0" },
          { "id": "Acme.B", "version": "2.1.0" },
          { "id": "Acme.B", "version": "2.2.0-rc.1" },
          { "id": "Acme.Charts", "version": "1.0.0", "dependencies": { "Acme.B": "[1.0,2.0)" }, "host": { "Acme.Shop": "[2.0,3.0)" } }
        ]
        """;

    private readonly TemporaryFolder _folder = new();

    public ResolveTests() => _folder.Write("feed.json", Index);

    [Fact]
    public async Task A_set_is_a_line_for_each_package() => Assert.Equal(
        new ProcessResult(0, "Acme.A      1.0.0\nAcme.B      1.0.0\nAcme.Charts 1.0.0\nkept 0, changed 0\n", ""),
        await ResolveAsync("--root", "Acme.Charts", "--root", "Acme.A"));

    [Theory]
    [InlineData("Acme.A", "2.0.0")]
    [InlineData("Acme.A@", null)]
    [InlineData("Acme.A@1.0.0", "2.0.0")]
    [InlineData("Acme.A@[1.0.0]", "1.0.0")]
    [InlineData("Acme.A@1.*", "1.0.0")]
    [InlineData("acme.a@[1.0.0, 2.0.0)", "1.0.0")]
    [InlineData("Acme.B@[2.0,)", "2.1.0")]
    [InlineData("Acme.B@2.2.0-*", "2.2.0-rc.1")]
    public async Task Roots_are_written_as_NuGet_ranges(string root, string? version)
    {
        var run = await ResolveAsync("--json", "--root", root);

        if (version is null)
        {
            Assert.Equal(2, run.ExitCode);
            return;
        }

        using var document = JsonDocument.Parse(run.Output);
        var id = root.StartsWith("Acme.B", StringComparison.Ordinal) ? "Acme.B" : "Acme.A";
        Assert.Equal(version, document.RootElement.GetProperty("solution").GetProperty(id).GetString());
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Json_is_one_object_with_solution_strategy_kept_and_changed()
    {
        _folder.Write("locked.json", """{ "Acme.B": "1.0.0", "Gone": "3.0.0" }""");

        var run = await ResolveAsync("--root", "Acme.A", "--locked", "locked.json", "--strategy", "latest_compatible", "--json");

        Assert.Equal(
            new ProcessResult(0, ApprovedFile.Expect("resolve-kept.json", run.Output), ""), run);
    }

    [Fact]
    public async Task A_conflict_as_json_has_explanation_derivation_and_ways_out()
    {
        var run = await ResolveAsync("--root", "Acme.A@2.*", "Acme.Charts", "--json");

        Assert.Equal(new ProcessResult(1, ApprovedFile.Expect("resolve-conflict.json", run.Output), ""), run);
    }

    [Fact]
    public async Task A_conflict_is_explained_to_people()
    {
        var run = await ResolveAsync("--root", "Acme.A@2.*", "--root", "Acme.Charts");

        Assert.Equal(new ProcessResult(1, ApprovedFile.Expect("resolve-conflict.txt", run.Output), ""), run);
    }

    [Theory]
    [InlineData("resolve-set.mmd", "Acme.A", 0)]
    [InlineData("resolve-conflict.mmd", "Acme.A@2.*", 1)]
    public async Task A_result_can_be_drawn(string approved, string root, int exitCode)
    {
        var run = await ResolveAsync("--root", root, "--root", "Acme.Charts", "--graph", "mermaid");

        Assert.Equal(new ProcessResult(exitCode, ApprovedFile.Expect(approved, run.Output), ""), run);
    }

    [Fact]
    public async Task Nothing_asked_for_is_an_empty_set() =>
        Assert.Equal(new ProcessResult(0, "kept 0, changed 0\n", ""), await ResolveAsync());

    [Fact]
    public async Task Host_exclusion_and_pre_release_policy_count()
    {
        var host = await ResolveAsync("--root", "Acme.Charts", "--host", "Acme.Shop@3.1.0");
        var exclusion = await ResolveAsync("--root", "Acme.A", "--exclude", "Acme.A@[2.0.0]=It loses orders.");
        var all = await ResolveAsync("--root", "Acme.B", "--prerelease", "all");

        Assert.Equal(1, host.ExitCode);
        Assert.Contains("Acme.Shop", host.Output, StringComparison.Ordinal);
        Assert.StartsWith("Acme.A 1.0.0\n", exclusion.Output, StringComparison.Ordinal);
        Assert.StartsWith("Acme.B 2.2.0-rc.1\n", all.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "solution": { "Acme.A": "1.0.0" }, "kept": 0 }""")]
    [InlineData("""{ "Acme.A": "1.0.0" }""")]
    [InlineData("\uFEFF{ \"acme.a\": \"1.0\" }")]
    public async Task Locked_versions_are_kept_in_either_form(string locked)
    {
        _folder.Write("locked.json", locked);

        var run = await ResolveAsync("--root", "Acme.A", "--locked", "locked.json");

        Assert.Equal(
            new ProcessResult(0, "Acme.A 1.0.0\nAcme.B 1.0.0\nkept 1, changed 1\n  Acme.B 1.0.0 (new): Acme.A 1.0.0 needs it\n", ""), run);
    }

    [Theory]
    [InlineData("[]", "it is no object. ")]
    [InlineData("{", "the file ends inside the object")]
    [InlineData("""{ "Acme.A": "latest" }""", "'Acme.A' is \"latest\", which is not a version. ")]
    [InlineData("""{ "Acme.A": "\ud800" }""", "the escape \\ud800 is one half of a surrogate pair.")]
    [InlineData("""{ "\udc00": "1.0.0" }""", "the escape \\udc00 is one half of a surrogate pair.")]
    [InlineData("""{ "lockVersion": 99 }""", "a newer ModuleBuild wrote it: ")]
    [InlineData(null, "there is no such file.")]
    public async Task Locked_versions_that_cannot_be_read_are_MB1014(string? content, string reason)
    {
        if (content is not null)
        {
            _folder.Write("locked.json", content);
        }

        var run = await ResolveAsync("--root", "Acme.A", "--locked", "locked.json", "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("locked.json", run.Error, StringComparison.Ordinal);
        Assert.Contains($"error MB1014: The lock cannot be used: {reason}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_may_be_compressed()
    {
        using (var file = new GZipStream(File.Create(_folder["feed.json.gz"]), CompressionLevel.Fastest))
        {
            file.Write(Encoding.UTF8.GetBytes(Index));
        }

        var run = await CommandRun.InAsync(_folder.Path, "resolve", "--index", "feed.json.gz", "--root", "Acme.B");

        Assert.Equal(new ProcessResult(0, "Acme.B 2.1.0\nkept 0, changed 0\n", ""), run);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--format=text")]
    public async Task A_broken_index_is_MB1022(string form)
    {
        _folder.Write("broken.json", "[{");

        var run = await CommandRun.InAsync(_folder.Path, "resolve", "--index", "broken.json", "--root", "Acme.A", form);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("broken.json(1,3): error MB1022: ", form == "--json" ? run.Error : run.Output, StringComparison.Ordinal);
        Assert.Equal("", form == "--json" ? run.Output : run.Error);
    }

    [Theory]
    [InlineData("'lowst' is not known for --strategy. Did you mean 'lowest'? ", "--strategy", "lowst")]
    [InlineData("'prefer-stabel' is not known for --prerelease. Did you mean 'prefer-stable'? ", "--prerelease", "prefer-stabel")]
    [InlineData("'x' is not known for --unlisted. Use one of exact-root-only, prefer-listed.", "--unlisted", "x")]
    [InlineData("'^1.0' of 'Acme.A@^1.0' is not a version range. Write \"[1.0.0,2.0.0)\", which means the same.", "--root", "Acme.A@^1.0")]
    [InlineData("'@1.0' does not begin with a package id. Write --root 'ID@RANGE'.", "--root", "@1.0")]
    [InlineData("Unknown option '--strateg'. Did you mean '--strategy'?", "--root", "Acme.A", "--strateg")]
    [InlineData("'Acme.Shop' is not a host. ", "--host", "Acme.Shop")]
    [InlineData("'Acme.A@[1.0]' gives no reason. Write --exclude 'ID@RANGE=REASON'", "--exclude", "Acme.A@[1.0]")]
    [InlineData("The path of --index is empty. ", "--index", "")]
    public async Task What_cannot_be_meant_is_a_mistake_of_usage(string error, params string[] arguments)
    {
        var run = await CommandRun.InAsync(_folder.Path, ["resolve", .. arguments]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProcessResult> ResolveAsync(params string[] arguments) =>
        CommandRun.InAsync(_folder.Path, ["resolve", "--index", "feed.json", .. arguments]);
}
