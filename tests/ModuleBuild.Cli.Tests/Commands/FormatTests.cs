using System.Text.Json;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class FormatTests : IDisposable
{
    private static readonly Dictionary<string, string?> WithColors = new()
    {
        ["NO_COLOR"] = null,
        ["TERM"] = "xterm",
        ["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "1",
    };

    private readonly TemporaryFolder _folder = new();

    public FormatTests() => _folder.Write("src/module.json", Manifests.Misspelt);

    [Fact]
    public async Task Json_is_one_document_and_nothing_else()
    {
        var run = await CommandRun.InAsync(_folder.Path, "validate", "--format", "json");

        using var document = JsonDocument.Parse(run.Output);
        var finding = Assert.Single(document.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal("MB0004", finding.GetProperty("code").GetString());
        Assert.Equal("src/module.json", finding.GetProperty("file").GetString());
        Assert.Equal(3, finding.GetProperty("line").GetInt32());
        Assert.Equal(1, document.RootElement.GetProperty("summary").GetProperty("errors").GetInt32());
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Sarif_names_files_from_the_root_of_the_repository()
    {
        Directory.CreateDirectory(_folder[".git"]);

        var run = await CommandRun.InAsync(_folder["src"], "validate", "--format", "sarif");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        var result = Assert.Single(document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Equal("MB0004", result.GetProperty("ruleId").GetString());
        Assert.Equal(Manifests.MisspeltMessage, result.GetProperty("message").GetProperty("text").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("src/module.json", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(3, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Sarif_without_findings_is_a_whole_log()
    {
        _folder.Write("src/module.json", Manifests.Clean);

        var run = await CommandRun.InAsync(_folder.Path, "validate", "--format", "sarif");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Empty(document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task GitHub_gets_workflow_commands_with_paths_from_the_root_of_the_repository()
    {
        Directory.CreateDirectory(_folder[".git"]);

        var run = await CommandRun.InAsync(_folder["src"], "validate", "--format", "github");

        Assert.Equal(
            new ProcessResult(1, $"::error file=src/module.json,line=3,col=3,title=MB0004%3A Unknown field::{Manifests.MisspeltMessage}\n", ""), run);
    }

    [Fact]
    public async Task Colours_mark_severity_and_code_and_leave_the_place_clickable()
    {
        var run = await CommandRun.InAsync(_folder["src"], WithColors, "validate");

        Assert.StartsWith("module.json(3,3): \e[31merror MB0004\e[0m: Unknown field", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-color", null)]
    [InlineData("--format=text", "1")]
    public async Task Colours_can_be_turned_off(string option, string? noColor)
    {
        var environment = new Dictionary<string, string?>(WithColors) { ["NO_COLOR"] = noColor };

        var run = await CommandRun.InAsync(_folder["src"], environment, "validate", option);

        Assert.DoesNotContain('\e', run.Output);
        Assert.Equal(1, run.ExitCode);
    }

    public void Dispose() => _folder.Dispose();
}
