using System.Text.Json;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Core.Diagnostics.Tools;
using ModuleBuild.Testing;
using ModuleBuild.Testing.Node;

namespace ModuleBuild.Core.Tests.Diagnostics.Formats;

public sealed class SarifSchemaTests
{
    private static readonly ToolRun Compiler = new(
        "Roslyn analyzers",
        "5.9.0",
        [
            new ToolRule("CA2100", "https://example.org/ca2100", Severity.Error),
            new ToolRule("CA5351", null, Severity.Warning),
        ],
        [
            new ToolResult("CA5351", Severity.Warning, "A uses MD5", Sample.At("src/A.cs", 5, 39)),
            new ToolResult("CA5351", Severity.Warning, "A uses MD5", Sample.At("src/A.cs", 6, 0)) { IsSuppressed = true, Justification = "A name, no protection." },
            new ToolResult("CA9999", Severity.Note, "Of a rule that is not told", new SourceLocation("/elsewhere/Generated.cs", 0, 0)),
            new ToolResult("CA2100", Severity.Error, "Nowhere", SourceLocation.None),
        ])
    {
        InformationLink = "https://example.org/analyzers",
    };

    [Fact]
    public async Task Logs_are_valid_by_the_standard_and_by_what_code_scanning_asks_for()
    {
        var path = new[] { new CallStep("Acme.Orders", "Acme.Orders.Importer.Run()", "src/Importer.cs", 41), new CallStep("Acme.Http", "Acme.Http.Client.Get()") };
        var all = DiagnosticCatalog.All.Select(rule => new Finding(rule, "Something & <other>.\nMore.", Sample.At("src/module.json", 2, 3)) { Subject = "/x", Path = [.. path] });
        using var folder = new TemporaryFolder();
        string[] logs =
        [
            folder.Write("empty.sarif", FindingFormats.Sarif([], [], Sample.Root, "1.2.3")),
            folder.Write("all.sarif", FindingFormats.Sarif([.. all], [Sample.Error with { Justification = "Waits for 3.0." }], Sample.Root, "1.2.3")),
            folder.Write("others.sarif", FindingFormats.Sarif([Sample.Fixable, Sample.Note with { Location = SourceLocation.None }], [], Sample.Root, "1.2.3", [Compiler])),
        ];

        var errors = await SarifValidator.FindErrorsAsync([.. logs, folder.Write("wrong.sarif", """{"version":"2.1.0","runs":[{"results":[]}]}""")]);

        Assert.Equal(["wrong.sarif"], errors.Keys.Select(Path.GetFileName)); // else the validator would pass anything
    }

    [Fact]
    public void Another_tool_has_a_run_of_its_own_and_what_the_sources_suppress_stays_so()
    {
        using var log = JsonDocument.Parse(FindingFormats.Sarif([Sample.Error], [], Sample.Root, "1.2.3", [Compiler]));

        var runs = log.RootElement.GetProperty("runs");
        var results = runs[1].GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["ModuleBuild", "Roslyn analyzers"], runs.EnumerateArray().Select(run => run.GetProperty("tool").GetProperty("driver").GetProperty("name").GetString()));
        Assert.Equal(["src/A.cs", "src/A.cs", "Generated.cs", "."], results.Select(UriOf));
        Assert.Equal([0, 1, 0, 0], results.Select(result => result.GetProperty("suppressions").GetArrayLength()));
        Assert.Equal("A name, no protection.", results[1].GetProperty("suppressions")[0].GetProperty("justification").GetString());
        Assert.Equal(1, results[0].GetProperty("ruleIndex").GetInt32());
        Assert.False(results[2].TryGetProperty("ruleIndex", out _));
        Assert.NotEqual(FingerprintOf(results[0]), FingerprintOf(results[1]));

        static string? UriOf(JsonElement result) =>
            result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString();

        static string? FingerprintOf(JsonElement result) => result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString();
    }
}
