using System.Text;
using ModuleBuild.Core.Resolution.Index;

namespace ModuleBuild.Core.Tests.Resolution;

public sealed class IndexReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_told_as_an_empty_index(string json)
    {
        var (packages, findings) = IndexReader.Read("index.json", Encoding.UTF8.GetBytes(json));

        Assert.Empty(packages);
        Assert.Equal("The index cannot be used: the file is empty. Write it again, for example with 'modulebuild index'.", Assert.Single(findings).Message);
    }

    [Theory]
    [InlineData("""[{ "id": "\ud800", "version": "1.0.0" }]""", 11)]
    [InlineData("""[{ "id": "A", "version": "1.0.0", "x-\udc00": 1 }]""", 38)]
    [InlineData("""[{ "id": "A", "version": "1.0.0", "advisories": [{ "id": "\ud800" }] }]""", 59)]
    public void An_escape_that_is_half_a_character_is_told_at_its_place(string json, int column)
    {
        var (packages, findings) = IndexReader.Read("index.json", Encoding.UTF8.GetBytes(json));

        Assert.Empty(packages);
        var finding = Assert.Single(findings);
        Assert.Equal(("MB1022", 1, column), (finding.Code, finding.Location.Line, finding.Location.Column));
        Assert.Contains("is one half of a surrogate pair", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "B": { "version": "1.0", "kind": "1" } }""")]
    [InlineData("""{ "B": { "version": "1.0", "kind": "7" } }""")]
    [InlineData("""{ "B": { "version": "1.0", "kind": "optional, peer" } }""")]
    public void A_kind_of_dependency_is_a_word(string dependencies) =>
        Assert.Contains("expected \"required\", \"optional\" or \"peer\"", Refused("dependencies", dependencies), StringComparison.Ordinal);

    [Theory]
    [InlineData("""[{ "id": "GHSA-1", "severity": 3 }]""", "expected a text for 'severity'.")]
    [InlineData("""[{ "id": "GHSA-1", "severity": "low, high" }]""", "\"low, high\" is no severity. Use low, moderate, high or critical.")]
    [InlineData("""[{ "id": 1, "severity": "high" }]""", "expected a text for 'id'.")]
    [InlineData("""[{ "id": "GHSA-1", "firstFixed": "soon" }]""", "'firstFixed' is \"soon\", which is not a version.")]
    public void An_advisory_that_is_not_understood_is_told(string advisories, string expected) =>
        Assert.Contains(expected, Refused("advisories", advisories), StringComparison.Ordinal);

    private static string Refused(string field, string value)
    {
        var (packages, findings) = IndexReader.Read("index.json", Encoding.UTF8.GetBytes($$"""[{ "id": "A", "version": "1.0.0", "{{field}}": {{value}} }]"""));

        Assert.Empty(packages);
        var finding = Assert.Single(findings);
        Assert.Equal("MB1022", finding.Code);
        return finding.Message;
    }
}
