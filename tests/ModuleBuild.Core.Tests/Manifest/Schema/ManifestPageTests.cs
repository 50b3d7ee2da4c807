using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Permissions;
using ModuleBuild.Core.Manifest.Ranges;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Manifest.Schema;

/// <summary>Holds docs/manifest.md to what the reader does.</summary>
public sealed partial class ManifestPageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFolder.Combine("docs", "manifest.md"));

    [Fact]
    public void Every_field_is_on_the_page()
    {
        var root = JsonNode.Parse(ManifestSchema.Text)!.AsObject();
        var fields = SchemaVisit.Walk(ManifestEdit.Parse(), root, root).SelectMany(visit => visit.Properties.Select(property => property.Key)).Distinct();

        Assert.All(fields, field => Assert.Matches($"[`.\"]{Regex.Escape(field)}[`\"]", Page));
    }

    [Fact]
    public void Its_example_has_no_finding()
    {
        var example = Block("json");

        Assert.Empty(ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(example)).Findings);
    }

    [Fact]
    public void Its_permissions_are_permissions() =>
        Assert.All(Block("text").Split('\n'), line => Assert.Null(PermissionParser.Parse(line).Problem));

    [Fact]
    public void Its_ranges_mean_what_it_says()
    {
        var rows = RangeRow.Matches(Page);

        Assert.True(rows.Count >= 7);
        foreach (Match row in rows)
        {
            var written = Code.Matches(row.Groups[1].Value).Select(match => match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal)).ToArray();
            var means = Code.Matches(row.Groups[2].Value).Select(match => match.Groups[1].Value).ToArray();
            Assert.Equal(means, written.Select(text => RangeReader.Parse(text).Meant));
        }
    }

    private static string Block(string language)
    {
        var start = Page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return Page[start..Page.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\| (`[\^~><=0-9].*?) \| (`.*?) \|$", RegexOptions.Multiline)]
    private static partial Regex RangeRow { get; }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code { get; }
}
