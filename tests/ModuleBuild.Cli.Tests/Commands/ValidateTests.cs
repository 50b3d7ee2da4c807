using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class ValidateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_clean_manifest_is_fine()
    {
        _folder.Write("module.json", Manifests.Clean);

        Assert.Equal(new ProcessResult(0, "1 manifest: no findings.\n", ""), await CommandRun.InAsync(_folder.Path, "validate"));
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_place()
    {
        _folder.Write("src/a/module.json", Manifests.Misspelt);

        var run = await CommandRun.InAsync(_folder.Path, "validate", "src");

        Assert.Equal($"src/a/module.json(3,3): error MB0004: {Manifests.MisspeltMessage}\n1 manifest: 1 error.\n", Slashed(run.Output));
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_manifest_that_is_named_need_not_be_called_module_json()
    {
        _folder.Write("old.json", Manifests.ForeignRange);

        var run = await CommandRun.InAsync(_folder.Path, "validate", "old.json");

        Assert.StartsWith("old.json(7,29): error MB0006: ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n1 manifest: 1 error. 'modulebuild fix' mends 1 of them.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_fail_only_where_that_is_asked_for()
    {
        _folder.Write("module.json", Manifests.PlainHttp);

        var lenient = await CommandRun.InAsync(_folder.Path, "validate");
        var strict = await CommandRun.InAsync(_folder.Path, "validate", "--warnaserror");

        Assert.Equal(0, lenient.ExitCode);
        Assert.StartsWith("module.json(6,28): warning MB0017: ", lenient.Output, StringComparison.Ordinal);
        Assert.Equal(1, strict.ExitCode);
        Assert.StartsWith("module.json(6,28): error MB0017: ", strict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patterns_work_without_a_shell_that_expands_them()
    {
        _folder.Write("a b/module.json", Manifests.Clean);
        _folder.Write("ä/ö/module.json", Manifests.Misspelt);

        var run = await CommandRun.InAsync(_folder.Path, "validate", "**/module.json");

        Assert.Equal($"ä/ö/module.json(3,3): error MB0004: {Manifests.MisspeltMessage}\n2 manifests: 1 error.\n", Slashed(run.Output));
    }

    [Fact]
    public async Task A_thousand_manifests_are_told_in_ordinal_order_every_time()
    {
        for (var index = 0; index < 1000; index++)
        {
            _folder.Write($"m{index}/module.json", index % 10 == 0 ? Manifests.Misspelt : Manifests.Clean);
        }

        var first = await CommandRun.InAsync(_folder.Path, "validate");
        var second = await CommandRun.InAsync(_folder.Path, "validate");

        var folders = first.Output.Split('\n')[..100].Select(line => line[..line.IndexOfAny(['/', '\\'])]).ToList();
        Assert.Equal(folders.Order(StringComparer.Ordinal), folders);
        Assert.EndsWith("\n1000 manifests: 100 errors.\n", first.Output, StringComparison.Ordinal);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task What_cannot_be_read_is_a_finding_and_the_rest_is_validated_all_the_same()
    {
        _folder.Write("a/module.json", new string('[', 100_000));
        _folder.Write("b/module.json", "");
        _folder.Write("c/module.json", Manifests.Clean);
        using (var huge = File.Create(_folder["d/../huge.json"]))
        {
            huge.SetLength(100L << 20);
        }

        var run = await CommandRun.InAsync(_folder.Path, "validate", ".", "huge.json");

        Assert.Equal(["a/module.json: MB0026", "b/module.json: MB0002", "huge.json: MB0026"], CodesIn(run.Output));
        Assert.EndsWith("\n4 manifests: 3 errors.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("validate nowhere", "'nowhere' does not exist. Give a module.json, a folder, a pattern such as 'src/**/module.json', a project or a solution.\n")]
    [InlineData("validate --formt json", "Unknown option '--formt'. Did you mean '--format'?\n\nSee 'modulebuild validate --help'.\n")]
    [InlineData("validate --format xml", "Format 'xml' is not known. Use text, json, sarif or github.\n\nSee 'modulebuild validate --help'.\n")]
    [InlineData("validate -p Version", "'Version' is not a property. Write --property NAME=VALUE.\n\nSee 'modulebuild validate --help'.\n")]
    public async Task Mistakes_of_usage_are_told_on_standard_error(string arguments, string error) =>
        Assert.Equal(new ProcessResult(2, "", error), await CommandRun.InAsync(_folder.Path, arguments.Split(' ')));

    [Theory]
    [InlineData("The path is empty. Give a path; if it comes from a variable, set the variable.", "validate", "")]
    [InlineData("The path is empty. Give a path; if it comes from a variable, set the variable.", "validate", ".", "")]
    [InlineData("The path is empty. Give a path; if it comes from a variable, set the variable.", "init", "")]
    [InlineData("The path of --output is empty. Give a path; if it comes from a variable, set the variable.", "schema", "-o", "")]
    public async Task An_empty_path_is_a_mistake_of_usage(string error, params string[] arguments) => Assert.Equal(
        new ProcessResult(2, "", $"{error}\n\nSee 'modulebuild {arguments[0]} --help'.\n"), await CommandRun.InAsync(_folder.Path, arguments));

    [Fact]
    public async Task A_solution_that_is_not_XML_is_told_in_one_line()
    {
        _folder.Write("a.slnx", "<Solution>\n  <Project Path=\"a.csproj\">\n</Solution>\n");

        var run = await CommandRun.InAsync(_folder.Path, "validate", "a.slnx");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"'{_folder["a.slnx"]}' cannot be read as a solution: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static string Slashed(string output) => output.Replace('\\', '/');

    private static IEnumerable<string> CodesIn(string output) => Slashed(output).Split('\n')
        .Where(line => line.Contains(" MB", StringComparison.Ordinal))
        .Select(line => $"{line[..line.IndexOfAny(['(', ':'])]}: {line[line.IndexOf("MB", StringComparison.Ordinal)..][..6]}");
}
