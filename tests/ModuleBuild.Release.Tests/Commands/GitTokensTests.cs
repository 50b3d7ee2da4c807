using ModuleBuild.Release.Commands;

namespace ModuleBuild.Release.Tests.Commands;

/// <summary>The variables of this process are those of all its tests: no other one runs meanwhile.</summary>
[CollectionDefinition(nameof(GitTokensTests), DisableParallelization = true)]
[Collection(nameof(GitTokensTests))]
public sealed class GitTokensTests
{
    [Fact]
    public void Tokens_go_and_other_settings_stay_in_their_order()
    {
        var environment = Environment(
            ("core.autocrlf", "false"), ("http.https://github.com/.extraheader", ""), ("safe.directory", "/work"), ("HTTP.https://github.com/.extraHeader", "AUTHORIZATION: basic x"));

        GitTokens.RemoveFrom(environment);

        Assert.Equal(Environment(("core.autocrlf", "false"), ("safe.directory", "/work")), environment);
    }

    [Fact]
    public void Nothing_is_left_of_settings_that_are_tokens_only()
    {
        var environment = Environment(("http.extraheader", "AUTHORIZATION: basic x"));

        GitTokens.RemoveFrom(environment);

        Assert.Equal(Environment(), environment);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public void Token_that_git_is_not_told_the_number_of_goes_as_well(string count)
    {
        var environment = Environment(("http.extraheader", "AUTHORIZATION: basic x"));
        environment["GIT_CONFIG_COUNT"] = count;

        GitTokens.RemoveFrom(environment);

        Assert.Equal(Environment(), environment);
    }

    [Fact]
    public void Settings_without_tokens_are_left_as_they_are()
    {
        var environment = Environment(("http.https://github.com/.proxy", "http://proxy"), ("http.sslVerify", "true"));
        environment["GIT_CONFIG_COUNT"] = "7";

        GitTokens.RemoveFrom(environment);

        Assert.Equal("7", environment["GIT_CONFIG_COUNT"]);
        Assert.Equal("true", environment["GIT_CONFIG_VALUE_1"]);
    }

    [Theory]
    [InlineData(false, "other.setting=kept\n")]
    [InlineData(true, "http.https://github.example/.extraheader=AUTHORIZATION: basic x\nother.setting=kept\n")]
    public async Task Command_of_the_team_gets_none(bool isForGit, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs sh.");
        const string List = """
            i=0; while [ "$i" -lt "${GIT_CONFIG_COUNT:-0}" ]; do eval "echo \"\$GIT_CONFIG_KEY_$i=\$GIT_CONFIG_VALUE_$i\""; i=$((i+1)); done
            """;
        var variables = Environment(("http.https://github.example/.extraheader", "AUTHORIZATION: basic x"), ("other.setting", "kept"));
        try
        {
            foreach (var (name, value) in variables)
            {
                System.Environment.SetEnvironmentVariable(name, value);
            }

            var result = await new ExternalCommand(["sh", "-c", List], TimeSpan.FromMinutes(1), TimeProvider.System) { GetsGitTokens = isForGit }
                .RunAsync("", new Dictionary<string, string>(), TestContext.Current.CancellationToken);

            Assert.Equal(expected, result.Output);
        }
        finally
        {
            foreach (var name in variables.Keys)
            {
                System.Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    private static Dictionary<string, string?> Environment(params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string?> { ["PATH"] = "/bin" };
        for (var index = 0; index < settings.Length; index++)
        {
            environment[FormattableString.Invariant($"GIT_CONFIG_KEY_{index}")] = settings[index].Name;
            environment[FormattableString.Invariant($"GIT_CONFIG_VALUE_{index}")] = settings[index].Value;
            environment["GIT_CONFIG_COUNT"] = FormattableString.Invariant($"{index + 1}");
        }

        return environment;
    }
}
