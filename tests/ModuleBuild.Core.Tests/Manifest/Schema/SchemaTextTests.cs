using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Reading;

namespace ModuleBuild.Core.Tests.Manifest.Schema;

/// <summary>Holds the schema's patterns, lengths and counts in step with the reader.</summary>
public sealed class SchemaTextTests
{
    private static readonly JsonObject Root = JsonNode.Parse(ManifestSchema.Text)!.AsObject();

    private static readonly SchemaVisit[] Visits = [.. SchemaVisit.Walk(ManifestEdit.Parse(), Root, Root)];

    [Theory]
    [InlineData("/id", ManifestPatterns.Id)]
    [InlineData("/tags/0", ManifestPatterns.Tag)]
    [InlineData("/platforms/0", ManifestPatterns.Platform)]
    [InlineData("/links/homepage", ManifestPatterns.Link)]
    [InlineData("/entryPoints/0/scope", ManifestPatterns.Scope)]
    [InlineData("/entryPoints/0/type", ManifestPatterns.Type)]
    [InlineData("/configuration/section", ManifestPatterns.Section)]
    [InlineData("/health/checks/0/name", ManifestPatterns.HealthCheck)]
    [InlineData("/health/checks/0/timeout", DurationValue.Pattern)]
    [InlineData("/extensionPoints/provides/0/id", ManifestPatterns.ExtensionPoint)]
    public void Patterns(string pointer, string pattern) =>
        Assert.Equal($"^{pattern}$", (string?)Visits.First(visit => visit.Pointer == pointer).Schema["pattern"]);

    [Fact]
    public void A_text_that_breaks_its_pattern_is_found_by_the_reader()
    {
        string[] odd = ["", " ", "ä b", "-", "..", "a..b", "1.0", "0", "0Mi", "00:00:00", "24:00:00", "HTTP://x", "a:", ":", "a/../b", "//", "é", "x\n", "+", "9m9"];
        foreach (var visit in Visits.Where(visit => visit.Schema.ContainsKey("pattern")))
        {
            var pattern = new Regex((string)visit.Schema["pattern"]! + @"(?!\n)", RegexOptions.CultureInvariant);

            // Paths are judged beside the files that they name, by the validator.
            foreach (var text in odd.Where(text => !pattern.IsMatch(text) && !IsPath(visit)))
            {
                Assert.True(ManifestEdit.FindingsWith(visit.Pointer, text).Count > 0, $"{visit.Pointer}: \"{text}\"");
            }
        }
    }

    [Fact]
    public void Examples_are_accepted() => Assert.All(
        Visits.SelectMany(visit => visit.Schema["examples"]?.AsArray() ?? [], (visit, example) => (visit.Pointer, example)),
        pair => Assert.DoesNotContain(
            ManifestEdit.FindingsWith(pair.Pointer, pair.example!.DeepClone()), finding => finding.Code is not ("MB0027" or "MB1003")));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Lengths(int beyond) => Assert.All(
        Visits.Where(visit => visit.Value is JsonValue && visit.Schema["maxLength"] is not null && !visit.Pointer.EndsWith("version", StringComparison.Ordinal)
            && visit.Pointer is not "/host/Acme.Designer" && !visit.Pointer.StartsWith("/conflicts/", StringComparison.Ordinal)
            && !visit.Pointer.StartsWith("/dependencies/", StringComparison.Ordinal)),
        visit =>
        {
            var longest = new string('a', (int)visit.Schema["maxLength"]! + beyond);
            Assert.Equal(beyond, ManifestEdit.FindingsWith(visit.Pointer, longest).Count);
            var shortest = (int?)visit.Schema["minLength"] ?? 1;
            Assert.Equal(beyond, ManifestEdit.FindingsWith(visit.Pointer, new string('a', shortest - beyond)).Count);
        });

    [Fact]
    public void Lengths_count_characters_not_code_units()
    {
        Assert.Empty(ManifestEdit.FindingsWith("/name", string.Concat(Enumerable.Repeat("😀", 64))));
        Assert.Single(ManifestEdit.FindingsWith("/name", "😀"));
        Assert.Empty(ManifestEdit.FindingsWith("/summary", string.Concat(Enumerable.Repeat("😀", 140))));
    }

    [Theory]
    [InlineData("/categories", "Data,Media,Other", "Storage")]
    [InlineData("/tags", "a0,a1,a2,a3,a4,a5,a6,a7,a8,a9", "b0")]
    public void Counts(string pointer, string most, string oneMore)
    {
        Assert.Equal(most.Split(',').Length, (int)Visits.First(visit => visit.Pointer == pointer).Schema["maxItems"]!);
        Assert.Empty(ManifestEdit.FindingsWith(pointer, Array(most.Split(','))));
        var finding = Assert.Single(ManifestEdit.FindingsWith(pointer, Array([.. most.Split(','), oneMore])));
        Assert.Equal(("MB0022", pointer), (finding.Code, finding.Subject));
    }

    [Fact]
    public void Screenshots_are_counted()
    {
        var most = (int)Visits.First(visit => visit.Pointer == "/screenshots").Schema["maxItems"]!;
        JsonArray Screenshots(int count) =>
            [.. Enumerable.Range(0, count).Select(i => new JsonObject { ["path"] = i.ToString(CultureInfo.InvariantCulture), ["alt"] = "a" })];

        Assert.Empty(ManifestEdit.FindingsWith("/screenshots", Screenshots(most)));
        Assert.Single(ManifestEdit.FindingsWith("/screenshots", Screenshots(most + 1)));
    }

    [Fact]
    public void What_must_be_unique_is_found_when_it_is_not() => Assert.All(
        Visits.Where(visit => (bool?)visit.Schema["uniqueItems"] == true),
        visit =>
        {
            var findings = ManifestEdit.FindingsAfter(visit.Pointer, node => node.AsArray().Add(node[0]!.DeepClone()));
            Assert.Equal(["MB0027"], findings.Select(finding => finding.Code));
        });

    private static bool IsPath(SchemaVisit visit) => ((string)visit.Schema["pattern"]!).Contains("[^\\\\]+$", StringComparison.Ordinal);

    private static JsonArray Array(IEnumerable<string> items) => [.. items.Select(item => JsonValue.Create(item))];
}
