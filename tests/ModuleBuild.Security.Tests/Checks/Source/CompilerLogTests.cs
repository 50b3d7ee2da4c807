using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Checks.Source;

namespace ModuleBuild.Security.Tests.Checks.Source;

public sealed class CompilerLogTests
{
    private const string Log = """
        {
          "$schema": "http://json.schemastore.org/sarif-2.1.0",
          "version": "2.1.0",
          "runs": [{
            "results": [
              { "ruleId": "CA5351", "ruleIndex": 2, "level": "warning", "message": { "text": "Z uses MD5" },
                "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "file:///src/Z%20z.cs" }, "region": { "startLine": 4, "startColumn": 39 } } }] },
              { "ruleId": "CA5351", "ruleIndex": 2, "level": "error", "message": { "text": "A uses MD5" },
                "suppressions": [{ "kind": "inSource", "justification": "An ETag." }],
                "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "file:///src/A.cs" }, "region": { "startLine": 5 } } }] },
              { "ruleId": "CA1850", "level": "note", "message": { "text": "A matter of taste" } }
            ],
            "tool": { "driver": {
              "name": "Microsoft (R) Visual C# Compiler", "semanticVersion": "5.9.0",
              "rules": [
                { "id": "CA1850", "shortDescription": { "text": "Prefer" }, "properties": { "category": "Performance" } },
                { "id": "CA3001", "shortDescription": { "text": "Injection" }, "defaultConfiguration": { "enabled": false }, "properties": { "category": "Security" } },
                { "id": "CA5351", "shortDescription": { "text": "Broken" }, "fullDescription": { "text": "An attack exists." }, "defaultConfiguration": { "level": "note" },
                  "helpUri": "https://example.org/ca5351", "properties": { "category": "Security" } },
                { "id": "CA5390", "shortDescription": { "text": "Keys" }, "defaultConfiguration": { "enabled": false }, "properties": { "category": "Security" } },
                { "id": "CA5394", "shortDescription": { "text": "Random" }, "properties": { "category": "Security" } }
              ] } },
            "invocations": [{ "executionSuccessful": true, "ruleConfigurationOverrides": [
              { "descriptor": { "id": "CA3001", "index": 1 }, "configuration": { "level": "warning" } },
              { "descriptor": { "id": "CA5351", "index": 2 }, "configuration": { "level": "error" } },
              { "descriptor": { "id": "CA5394", "index": 4 }, "configuration": { "enabled": false } }
            ] }]
          }]
        }
        """;

    [Fact]
    public void Active_rules_are_those_that_the_project_made_active_whatever_their_default()
    {
        var run = Read(Log)!;

        Assert.Equal([("CA3001", Severity.Warning), ("CA5351", Severity.Error)], run.Rules.Select(rule => (rule.Id, rule.Severity)));
        Assert.Equal([null, "https://example.org/ca5351"], run.Rules.Select(rule => rule.HelpLink));
        Assert.Equal(("Roslyn analyzers", "5.9.0"), (run.Name, run.Version));
    }

    [Fact]
    public void Results_are_those_of_security_rules_in_order_of_files()
    {
        var run = Read("\uFEFF" + Log)!;

        Assert.Equal(["A.cs", "Z z.cs"], run.Results.Select(result => Path.GetFileName(result.Location.File)));
        Assert.Equal([(5, 0), (4, 39)], run.Results.Select(result => (result.Location.Line, result.Location.Column)));
        Assert.Equal([(true, "An ETag."), (false, null)], run.Results.Select(result => (result.IsSuppressed, result.Justification)));
        Assert.Equal([Severity.Error, Severity.Warning], run.Results.Select(result => result.Severity));
    }

    [Fact]
    public void Compiler_without_analyzers_has_no_active_rule() =>
        Assert.Empty(Read("""{"version":"2.1.0","runs":[{"results":[],"tool":{"driver":{"name":"C#","rules":[{"id":"CS0168"}]}}}]}""")!.Rules);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"version":"1.0.0","runs":[{"tool":{"name":"C#"}}]}""")]
    [InlineData("""{"version":"2.1.0","runs":[]}""")]
    [InlineData("""{"version":"2.1.0","runs":[7]}""")]
    [InlineData("""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"\ud800"}}}]}""")]
    public void What_is_no_such_log_is_none(string text) => Assert.Null(Read(text));

    [Fact]
    public void File_that_is_not_there_is_none() => Assert.Null(CompilerLog.ReadFile(Path.Combine(Path.GetTempPath(), "modulebuild-no-such.sarif")));

    [Fact]
    public void Depth_of_ten_thousand_is_none() =>
        Assert.Null(Read(string.Concat(Enumerable.Repeat("""{"runs":[""", 10_000))));

    [Fact]
    public void Any_bytes_are_read_without_a_crash()
    {
        var bytes = Encoding.UTF8.GetBytes(Log);
        var random = new Random(20261125);
        var read = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var mutated = (byte[])bytes.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            read += CompilerLog.Read(i % 5 == 0 ? mutated.AsMemory(0, random.Next(mutated.Length)) : mutated) is null ? 0 : 1;
        }

        Assert.InRange(read, 1_000, 9_000); // the mutations reach beyond the reader of JSON
    }

    private static Core.Diagnostics.Tools.ToolRun? Read(string text) => CompilerLog.Read(Encoding.UTF8.GetBytes(text));
}
