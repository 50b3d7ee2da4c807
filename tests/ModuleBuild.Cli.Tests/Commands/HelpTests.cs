using System.Text.Json;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Packaging;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class HelpTests
{
    private static readonly string Anywhere = Path.GetTempPath();

    [Fact]
    public void Every_command_has_a_description_and_an_example_that_can_be_parsed()
    {
        var root = CommandLine.CreateRoot();

        Assert.Equal(["init", "validate", "fix", "explain", "sbom", "docs", "lock", "update", "outdated", "changelog", "why", "tree", "resolve", "index", "analyze", "audit", "accept", "score", "policy", "plan", "report", "env", "promote", "rollback", "resume", "status", "quarantine", "ledger", "publish", "version", "schema", "completion"], root.Subcommands.Select(command => command.Name));
        foreach (var command in root.Subcommands.Cast<DocumentedCommand>())
        {
            Assert.NotEmpty(command.Description!);
            Assert.NotEmpty(command.Examples);
            Assert.All(command.Examples.Where(example => example.StartsWith("modulebuild ", StringComparison.Ordinal)), example =>
                Assert.Empty(root.Parse(example.Split(" > ")[0]["modulebuild ".Length..]).Errors));
        }
    }

    [Fact]
    public async Task Help_ends_with_examples()
    {
        var run = await CommandRun.InAsync(Anywhere, "fix", "--help");

        Assert.EndsWith("\nExamples:\n  modulebuild fix\n  modulebuild fix src/Acme.Orders/module.json --dry-run\n\n", run.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_version_is_the_one_that_outputs_record() =>
        Assert.Equal(new ProcessResult(0, ToolVersion.Current + "\n", ""), await CommandRun.InAsync(Anywhere, "--version"));

    [Fact]
    public async Task A_misspelt_command_is_told_what_was_probably_meant()
    {
        var run = await CommandRun.InAsync(Anywhere, "validat");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("'validat' was not matched. Did you mean one of the following?\nvalidate\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nSee 'modulebuild --help'.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_command_at_all_is_a_mistake() => Assert.Equal(2, (await CommandRun.InAsync(Anywhere)).ExitCode);

    [Fact]
    public async Task Shells_can_ask_for_completions()
    {
        var commands = await CommandRun.InAsync(Anywhere, "[suggest:15]", "modulebuild exp");
        var formats = await CommandRun.InAsync(Anywhere, "[suggest:30]", "modulebuild validate --format ");

        Assert.Equal(new ProcessResult(0, "explain\n", ""), commands);
        Assert.Equal(["github", "json", "sarif", "text"], formats.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("bash", "complete -o default -o bashdefault -F _modulebuild modulebuild")]
    [InlineData("zsh", "compdef _modulebuild modulebuild")]
    [InlineData("fish", "complete -c modulebuild")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName modulebuild")]
    public async Task Each_shell_has_its_script(string shell, string part)
    {
        var run = await CommandRun.InAsync(Anywhere, "completion", shell);

        Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task An_unknown_shell_is_a_mistake() => Assert.Equal(2, (await CommandRun.InAsync(Anywhere, "completion", "cmd")).ExitCode);

    [Theory]
    [InlineData("module", "ModuleBuild.Core/Manifest/module.schema.json")]
    [InlineData("workspace", "ModuleBuild.Core/Policy/modulebuild.schema.json")]
    [InlineData("environment", "ModuleBuild.Release/Environments/environment.schema.json")]
    public async Task Each_file_that_people_write_has_its_schema(string kind, string file) => Assert.Equal(
        await File.ReadAllTextAsync(RepositoryFolder.Combine("src", file), TestContext.Current.CancellationToken), (await CommandRun.InAsync(Anywhere, "schema", kind)).Output);

    [Fact]
    public async Task The_schema_is_the_one_that_the_package_ships()
    {
        var run = await CommandRun.InAsync(Anywhere, "schema");

        Assert.Equal(await File.ReadAllTextAsync(RepositoryFolder.Combine("src", "ModuleBuild.Core", "Manifest", "module.schema.json"), TestContext.Current.CancellationToken), run.Output);
        using var schema = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Object, schema.RootElement.ValueKind);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }
}
