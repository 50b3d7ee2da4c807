using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class PolicyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Policy_that_can_be_used_passes()
    {
        _folder.Write("modulebuild.json", """{ "security": { "minimumScore": 80, "advisories": ["osv"] } }""");
        _folder.Write("osv/one.json", "{}");

        var run = await CommandRun.InAsync(_folder.Path, "policy", "check");

        Assert.Equal((0, "1 policy: no findings.\n"), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("", 0, "warning")]
    [InlineData(", \"requireAdvisories\": true", 1, "error")]
    public async Task MB2020_advisories_that_are_not_there(string more, int exitCode, string severity)
    {
        _folder.Write("modulebuild.json", $$"""{ "security": { "advisories": ["osv"]{{more}} } }""");

        var run = await CommandRun.InAsync(_folder.Path, "policy", "check");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith($"modulebuild.json: {severity} MB2020: Advisories could not be had: '{_folder["osv"]}' does not exist.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_that_is_over_is_told()
    {
        _folder.Write("modulebuild.json", """{ "security": { "exceptions": [ { "code": "MB2007", "subject": "x", "reason": "y", "expires": "2020-01-01" } ] } }""");

        var run = await CommandRun.InAsync(_folder.Path, "policy", "check");

        Assert.Contains("MB2019", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistake_leads_to_the_help_of_the_command_as_it_is_written()
    {
        var run = await CommandRun.InAsync(_folder.Path, "policy", "check", "--offline");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("See 'modulebuild policy check --help'.", run.Error, StringComparison.Ordinal);
    }
}
