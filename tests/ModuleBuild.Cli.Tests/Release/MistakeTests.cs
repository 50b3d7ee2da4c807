using System.Text.Json.Nodes;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Command lines that cannot be carried out: what is said, and that nothing is written.</summary>
/// <param name="workspace">Environments in which nothing runs.</param>
public sealed class MistakeTests(EmptyEnvironments workspace) : IClassFixture<EmptyEnvironments>
{
    [Theory]
    [InlineData("promote", "dve", "staging")]
    [InlineData("promote", "dev", "nowhere")]
    [InlineData("promote", "feed", "dev", "--module", "Acme.Nothing@1.0.0")]
    [InlineData("rollback", "dev")]
    [InlineData("env", "apply", "nowhere")]
    [InlineData("resume", "nowhere")]
    public async Task Programs_read_nothing_but_JSON(params string[] arguments)
    {
        var result = await workspace.Folder.RunAsync([.. arguments, "--json"]);

        Assert.Equal(1, result.ExitCode);
        var last = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Last();
        Assert.Equal(("end", "stopped"), (last["event"]!.GetValue<string>(), last["outcome"]!.GetValue<string>()));
        Assert.All(last["findings"]!.AsArray(), finding => Assert.Equal("error", finding!["severity"]!.GetValue<string>()));
        Assert.NotEmpty(last["findings"]!.AsArray());
        Assert.DoesNotContain(@"\u0027", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--approve signs and goes on", "promote", "dev", "staging", "--approve", "--dry-run")]
    [InlineData("'dev' has releases 1 to 0, and not 7.", "env", "diff", "dev@7", "staging")]
    [InlineData("'dev' has releases 1 to 0, and not 7.", "env", "show", "dev", "--release", "7")]
    [InlineData("--last is '-5'; expected a number from 1 on.", "ledger", "list", "dev", "--last", "-5")]
    [InlineData("--last is '0'; expected a number from 1 on.", "env", "history", "dev", "--last", "0")]
    [InlineData("The name of the environment (from) is empty.", "promote", "", "dev")]
    [InlineData("A set cannot come from where it goes, 'dev'. To bring there again what runs, use 'modulebuild env apply dev'.", "promote", "dev", "dev")]
    [InlineData("'feed' is where modules come from", "promote", "dev", "feed")]
    [InlineData("'../x' is no name for an environment", "status", "../x")]
    [InlineData("'Dev' is no name for an environment", "env", "diff", "Dev@1", "staging")]
    [InlineData("to is missing: The environment to which it goes.", "promote", "dev")]
    [InlineData("--module took 'Acme.A@1.0.0', 'feed', 'dev'; write arguments before it.", "promote", "--module", "Acme.A@1.0.0", "feed", "dev")]
    [InlineData("'Acme.A@x' is not a module. Write --module 'ID@VERSION'", "promote", "feed", "dev", "--module", "Acme.A@x")]
    [InlineData("--to is 'abc'; expected a number from 1 on.", "rollback", "dev", "--to", "abc")]
    [InlineData("--to is '-1'; expected a number from 1 on.", "rollback", "dev", "--to", "-1")]
    [InlineData("--to is '0'; expected a number from 1 on.", "rollback", "dev", "--to", "0")]
    [InlineData("entry is 'abc'; expected a number from 1 on.", "ledger", "show", "dev", "abc")]
    [InlineData("Acme.X does not run in 'dev'.", "env", "settings", "dev", "Acme.X")]
    [InlineData("Leave --from out", "env", "add", "qa", "--from", "feed")]
    [InlineData("'feed' stands for the feeds.", "env", "add", "feed")]
    [InlineData("'qa' cannot come from itself.", "env", "add", "qa", "--from", "qa")]
    [InlineData("'Staging' is no name for an environment", "env", "add", "qa", "--from", "Staging")]
    [InlineData("'localhost:5000' is no address", "env", "add", "qa", "--health", "localhost:5000")]
    public async Task Command_line_that_makes_no_sense_is_told_and_writes_nothing(string message, params string[] arguments)
    {
        var result = await workspace.Folder.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workspace.Folder.Workspace, "environments", "qa.json")));
    }
}
