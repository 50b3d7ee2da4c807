using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Cli.Reporting;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Tests.Reporting;

public sealed class MergedSarifTests
{
    private static readonly string Root = OperatingSystem.IsWindows() ? @"C:\repository" : "/repository";

    [Fact]
    public void More_than_github_takes_is_cut_and_the_gravest_stay()
    {
        var messages = Enumerable.Range(0, MergedSarif.MostResults + 10)
            .Select(number => Message(number == 0 ? Severity.Error : Severity.Warning, number == 0 ? "CS0001" : "CS0002", $"{number}"))
            .ToList();

        var (bytes, left) = MergedSarif.Write([], messages, Root, "");

        var results = ResultsOf(bytes);
        Assert.Equal((10, MergedSarif.MostResults), (left, results.Count));
        Assert.Equal("error", (string?)results[0]!["level"]);
    }

    [Fact]
    public void Findings_without_end_still_fit_into_an_upload()
    {
        var random = new Random(1);
        var messages = Enumerable.Range(0, 8)
            .Select(number => Message(Severity.Warning, $"CS{number:0000}", string.Concat(Enumerable.Range(0, 2_000_000).Select(_ => (char)random.Next('!', '~')))))
            .ToList();

        var (_, left) = MergedSarif.Write([], messages, Root, "");

        Assert.Equal(4, left);
    }

    [Theory]
    [InlineData("""{"runs":[]}""")]
    [InlineData("""{"runs":[null,1,{"results":{}},{"tool":[],"results":[null,{"ruleId":1},{"ruleId":"\ud800"}]}]}""")]
    [InlineData("""{"runs":[{"tool":{"driver":{"rules":[1,{"id":2}]}},"results":[{"ruleId":"A","level":7,"message":[],"locations":{"a":1},"partialFingerprints":[1]}]}]}""")]
    public void Logs_that_are_not_as_they_should_be_do_not_stop_the_others(string log)
    {
        var document = SarifDocument.Parse(Encoding.UTF8.GetBytes(log), Path.Combine(Root, "workspace"))!;

        var (bytes, _) = MergedSarif.Write([document], [Message(Severity.Warning, "CS0001", "It is.")], Root, "");

        Assert.Equal("CS0001", (string?)ResultsOf(bytes)[^1]!["ruleId"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"runs\":1}")]
    public void What_is_no_log_is_none(string log) => Assert.Null(SarifDocument.Parse(Encoding.UTF8.GetBytes(log), Root));

    private static ReportedMessage Message(Severity severity, string code, string text) => new(severity, code, text, new SourceLocation("a.cs", 1, 1), [], null);

    private static JsonArray ResultsOf(byte[] bytes) => JsonNode.Parse(bytes)!["runs"]![0]!["results"]!.AsArray();
}
