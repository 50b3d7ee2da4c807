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
        var messages = Enumerable.Range(0, SarifRun.MostResults + 10)
            .Select(number => Message(number == 0 ? Severity.Error : Severity.Warning, number == 0 ? "CS0001" : "CS0002", $"{number}"))
            .ToList();

        var (bytes, left) = MergedSarif.Write(Report(messages), "ci", isPartial: false);

        var results = ResultsOf(bytes);
        Assert.Equal((10, SarifRun.MostResults), (left, results.Count));
        Assert.Equal("error", (string?)results[0]!["level"]);
    }

    [Fact]
    public void Findings_without_end_still_fit_into_an_upload()
    {
        var random = new Random(1);
        var messages = Enumerable.Range(0, 8)
            .Select(number => Message(Severity.Warning, $"CS{number:0000}", string.Concat(Enumerable.Range(0, 2_000_000).Select(_ => (char)random.Next('!', '~')))))
            .ToList();

        var (_, left) = MergedSarif.Write(Report(messages), "ci", isPartial: false);

        Assert.Equal(4, left);
    }

    [Theory]
    [InlineData("""{"runs":[]}""")]
    [InlineData("""{"runs":[null,1,{"results":{}},{"tool":[],"results":[null,{"ruleId":1},{"ruleId":"\ud800"}]}]}""")]
    [InlineData("""{"runs":[{"tool":{"driver":{"rules":[1,{"id":2}]}},"results":[{"ruleId":"A","level":7,"message":[],"locations":{"a":1},"partialFingerprints":[1]}]}]}""")]
    public void Logs_that_are_not_as_they_should_be_do_not_stop_the_others(string log)
    {
        var document = SarifDocument.Parse(Encoding.UTF8.GetBytes(log), Path.Combine(Root, "workspace"))!;

        var module = Module("Orders.csproj", document);

        var (bytes, _) = MergedSarif.Write(Report([Message(Severity.Warning, "CS0001", "It is.", "Orders.csproj")], module), "ci", isPartial: false);

        Assert.Equal("CS0001", (string?)ResultsOf(bytes)[^1]!["ruleId"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"runs\":1}")]
    public void What_is_no_log_is_none(string log) => Assert.Null(SarifDocument.Parse(Encoding.UTF8.GetBytes(log), Root));

    [Fact]
    public void What_a_module_raised_is_in_its_run_whatever_was_built_with_it()
    {
        var shared = Message(Severity.Warning, "CS0001", "Both compile it.", "Billing.csproj", "Orders.csproj");
        var own = Message(Severity.Warning, "CS0002", "Orders alone.", "Orders.csproj");
        var library = Message(Severity.Warning, "CS0003", "No module.", "Library.csproj");

        var (together, _) = MergedSarif.Write(Report([shared, own, library], Module("Billing.csproj"), Module("Orders.csproj")), "ci", isPartial: false);
        var (alone, _) = MergedSarif.Write(Report([shared, own], Module("Orders.csproj")), "ci", isPartial: true);

        Assert.Equal(["modulebuild/Billing.csproj/ True: CS0001", "modulebuild/Orders.csproj/ True: CS0001 CS0002", "ci/ True: CS0003"], RunsOf(together));
        Assert.Equal(["modulebuild/Orders.csproj/ True: CS0001 CS0002", "ci/ False: "], RunsOf(alone));
    }

    [Fact]
    public void A_module_that_was_not_built_in_all_its_frameworks_is_not_complete()
    {
        var one = new BuiltProject("/repository/Orders.csproj", "net10.0", "/records/net10.0") { Frameworks = ["net9.0", "net10.0"], IsJudged = true };
        var other = one with { Framework = "net9.0" };

        Assert.False(new ReportedModule("Orders.csproj", [one], []).IsComplete);
        Assert.True(new ReportedModule("Orders.csproj", [one, other], []).IsComplete);
        Assert.False(new ReportedModule("Orders.csproj", [one, other with { IsJudged = false }], []).IsComplete);
    }

    [Fact]
    public void A_build_that_failed_does_not_say_that_what_no_module_raised_is_all()
    {
        var report = Report([Message(Severity.Error, "CS0001", "It is.", "Library.csproj")]) with { Succeeded = false };

        Assert.Equal(["ci/ False: CS0001"], RunsOf(MergedSarif.Write(report, "ci", isPartial: false).Bytes));
    }

    private static BuildReport Report(IEnumerable<ReportedMessage> messages, params ReportedModule[] modules) => new(Root, true, [.. messages], [.. modules]);

    private static ReportedModule Module(string project, SarifDocument? findings = null) =>
        new(project, [new BuiltProject(Path.Combine(Root, project), "net10.0", "") { IsJudged = true }], [new ModuleRecords(null, null, null, null, null, null, findings)]);

    private static ReportedMessage Message(Severity severity, string code, string text, params string[] projects) =>
        new(severity, code, text, new SourceLocation("a.cs", 1, 1), [.. projects], null);

    private static IEnumerable<string> RunsOf(byte[] bytes) => JsonNode.Parse(bytes)!["runs"]!.AsArray().Select(run =>
        $"{(string?)run!["automationDetails"]!["id"]} {(bool)run["properties"]!["complete"]!}: {string.Join(' ', run["results"]!.AsArray().Select(result => (string?)result!["ruleId"]))}");

    private static JsonArray ResultsOf(byte[] bytes) => JsonNode.Parse(bytes)!["runs"]![0]!["results"]!.AsArray();
}
