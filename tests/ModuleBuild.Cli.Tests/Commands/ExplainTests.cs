using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

public sealed class ExplainTests
{
    private static readonly string Anywhere = Path.GetTempPath();

    [Fact]
    public async Task A_page_is_printed_in_either_case_of_its_code()
    {
        var upper = await CommandRun.InAsync(Anywhere, "explain", "MB0004");
        var lower = await CommandRun.InAsync(Anywhere, "explain", "mb0004");

        Assert.StartsWith("MB0004: Unknown field\n\n", upper.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (upper.ExitCode, upper.Error));
        Assert.Equal(upper, lower);
    }

    [Fact]
    public async Task An_unknown_code_is_told_the_nearest() => Assert.Equal(
        new ProcessResult(2, "", "There is no code 'MB004'. Did you mean 'MB0004'? 'modulebuild explain' lists all.\n"),
        await CommandRun.InAsync(Anywhere, "explain", "MB004"));

    [Fact]
    public async Task Without_a_code_all_are_listed()
    {
        var run = await CommandRun.InAsync(Anywhere, "explain");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(DiagnosticCatalog.All.Select(descriptor => descriptor.Code), lines.Select(line => line[..6]));
        Assert.Contains("MB0004  error    Unknown field", lines);
    }

    [Fact]
    public async Task Programs_get_the_page_as_it_stands()
    {
        var run = await CommandRun.InAsync(Anywhere, "explain", "MB0004", "--format", "json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("MB0004", document.RootElement.GetProperty("code").GetString());
        Assert.Equal("error", document.RootElement.GetProperty("severity").GetString());
        Assert.StartsWith("# MB0004", document.RootElement.GetProperty("page").GetString(), StringComparison.Ordinal);
    }
}
