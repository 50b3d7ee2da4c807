using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Evidence;

namespace ModuleBuild.Core.Tests.Evidence;

public sealed class EvidenceIndexFileTests
{
    private const string Sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly EvidenceIndex Index = new("Acme.Orders", "1.2.0-beta.1", "0.1.0",
    [
        new EvidenceFile("module/module.json", "manifest", "application/json", 120, Sha256),
        new EvidenceFile("module/Acme.Orders.cdx.json", "sbom", "application/vnd.cyclonedx+json; version=1.7", 3_000_000_000, Sha256),
    ]);

    [Fact]
    public void The_file_lists_all_in_the_order_of_paths() => Assert.Equal(
        $$"""
        {
          "formatVersion": 1,
          "package": {
            "id": "Acme.Orders",
            "version": "1.2.0-beta.1"
          },
          "tool": {
            "name": "ModuleBuild",
            "version": "0.1.0"
          },
          "files": [
            {
              "path": "module/Acme.Orders.cdx.json",
              "kind": "sbom",
              "mediaType": "application/vnd.cyclonedx+json; version=1.7",
              "size": 3000000000,
              "sha256": "{{Sha256}}"
            },
            {
              "path": "module/module.json",
              "kind": "manifest",
              "mediaType": "application/json",
              "size": 120,
              "sha256": "{{Sha256}}"
            }
          ]
        }

        """.ReplaceLineEndings("\n"),
        Encoding.UTF8.GetString(EvidenceIndexFile.Write(Index)));

    [Fact]
    public void What_is_written_is_read_the_same()
    {
        var (index, findings) = EvidenceIndexFile.Read("evidence.json", EvidenceIndexFile.Write(Index));

        Assert.Empty(findings);
        Assert.Equal(EvidenceIndexFile.Write(Index), EvidenceIndexFile.Write(index!));
        Assert.Equal((Index.PackageId, Index.PackageVersion, Index.ToolVersion), (index!.PackageId, index.PackageVersion, index.ToolVersion));
        Assert.Equal(Index.Files.Reverse(), index.Files);
    }

    [Theory]
    [InlineData("""{ "formatVersion": 2, "unheardOf": true }""", "its 'formatVersion' is 2; this tool knows 1. Update ModuleBuild.")]
    [InlineData("""{ "formatVersion": 1e9 }""", "its 'formatVersion' is 1e9; this tool knows 1. Update ModuleBuild.")]
    [InlineData("""{ "formatVersion": 0 }""", "its 'formatVersion' is 0; this tool knows 1.")]
    [InlineData("""{ "formatVersion": "1" }""", "'formatVersion' is missing, or is not a number.")]
    [InlineData("{}", "'formatVersion' is missing, or is not a number.")]
    [InlineData("[]", "'formatVersion' is missing, or is not a number.")]
    [InlineData("""{ "formatVersion": 1 }""", "the index has no 'package'.", "the index has no 'tool'.", "the index has no 'files'.")]
    public void A_format_that_is_not_known_is_refused(string json, params string[] problems) => Assert.Equal(problems, Problems(json));

    [Theory]
    [InlineData("/x", "true", "the index has the unknown field 'x'.")]
    [InlineData("/files/0/x", "1", "files[0] has the unknown field 'x'.")]
    [InlineData("/package", "[]", "package is not an object.", "'package.version' is \"\", which is not a version.")]
    [InlineData("/package/id", "3", "'package.id' is not a text, or is empty.")]
    [InlineData("/package/version", "\"one\"", "'package.version' is \"one\", which is not a version.")]
    [InlineData("/files", "{}", "'files' is not a list.")]
    [InlineData("/files/1", "null", "files[1] is not an object.")]
    [InlineData("/files/1/size", "-1", "'files[1].size' is not a number of bytes.")]
    [InlineData("/files/1/size", "1.5", "'files[1].size' is not a number of bytes.")]
    [InlineData("/files/1/kind", "\"\"", "'files[1].kind' is not a text, or is empty.")]
    [InlineData("/files/1/sha256", "\"E3B0\"", "'files[1].sha256' is not 64 lower-case hexadecimal digits.")]
    [InlineData("/files/1/path", "\"module/acme.orders.CDX.json\"", "'files' lists 'module/Acme.Orders.cdx.json' twice.")]
    [InlineData("/files/1/path", "\"module/../x\"", "'files[1].path' is \"module/../x\", which is not the path of a file below 'module/'.")]
    [InlineData("/files/1/path", "\"lib/x.dll\"", "'files[1].path' is \"lib/x.dll\", which is not the path of a file below 'module/'.")]
    public void What_is_not_understood_is_refused(string pointer, string value, params string[] problems)
    {
        var root = JsonNode.Parse(EvidenceIndexFile.Write(Index))!;
        var parts = pointer.Split('/');
        var parent = parts[1..^1].Aggregate(root, (node, part) => node is JsonArray list ? list[int.Parse(part, null)]! : node[part]!);
        if (parent is JsonArray array)
        {
            array[int.Parse(parts[^1], null)] = JsonNode.Parse(value);
        }
        else
        {
            parent[parts[^1]] = JsonNode.Parse(value);
        }

        Assert.Equal(problems, Problems(root.ToJsonString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{ "formatVersion": 1, "formatVersion": 1 }""")]
    [InlineData("""{ "formatVersion": 1, } """)]
    [InlineData("// comment")]
    [InlineData("""{ "formatVersion": 1, "package": { "id": "\ud800", "version": "1.0.0" }, "tool": { "name": "t", "version": "1" }, "files": [] }""")]
    public void What_is_not_json_is_refused(string json) => Assert.StartsWith("it is not valid JSON: ", Assert.Single(Problems(json)), StringComparison.Ordinal);

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read() => Assert.Equal(
        ["it has 1048577 bytes; at most 1048576 are read."], Problems(new string(' ', EvidenceIndexFile.MaxSize + 1)));

    [Fact]
    public void A_finding_names_the_file_and_the_way_out()
    {
        var finding = Assert.Single(EvidenceIndexFile.Read("pkg!module/evidence.json", "[]"u8.ToArray()).Findings);

        Assert.Equal(("MB9008", Severity.Error, new SourceLocation("pkg!module/evidence.json")), (finding.Code, finding.Severity, finding.Location));
        Assert.Equal(
            "The evidence index cannot be used: 'formatVersion' is missing, or is not a number. Build the package again with ModuleBuild.", finding.Message);
    }

    [Theory]
    [InlineData("module/module.json", true)]
    [InlineData("module/reports/deep/a b.md", true)]
    [InlineData("module/", false)]
    [InlineData("Module/a", false)]
    [InlineData("module/evidence.json", false)]
    [InlineData("module/EVIDENCE.json", false)]
    [InlineData("module//a", false)]
    [InlineData("module/./a", false)]
    [InlineData("module/../a", false)]
    [InlineData("module/a\\..\\b", false)]
    [InlineData("module/c:a", false)]
    [InlineData("module/a.", false)]
    [InlineData("module/a\n", false)]
    [InlineData("/module/a", false)]
    [InlineData("", false)]
    public void Paths_stay_below_the_folder_on_every_system(string path, bool isValid) => Assert.Equal(isValid, EvidencePath.IsValid(path));

    private static ImmutableArray<string> Problems(string json)
    {
        var (index, findings) = EvidenceIndexFile.Read("evidence.json", Encoding.UTF8.GetBytes(json));
        Assert.Null(index);
        const string Before = "The evidence index cannot be used: ";
        const string After = " Build the package again with ModuleBuild.";
        return [.. findings.Select(finding => finding.Message[Before.Length..^After.Length])];
    }
}
