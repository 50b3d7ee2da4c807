using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Reading;

namespace ModuleBuild.Core.Tests.Manifest.Schema;

/// <summary>Holds the schema for editors in step with the reader: what one says about a value, the other says too.</summary>
public sealed class ManifestSchemaTests
{
    private static readonly JsonObject Root = JsonNode.Parse(ManifestSchema.Text)!.AsObject();

    private static readonly SchemaVisit[] Visits = [.. SchemaVisit.Walk(ManifestEdit.Parse(), Root, Root)];

    private static IEnumerable<SchemaVisit> Objects => Visits.Where(visit => visit.Schema.ContainsKey("properties"));

    [Fact]
    public void Its_address_is_where_the_repository_keeps_it() => Assert.Equal(ProjectLinks.ManifestSchema, (string?)Root["$id"]);

    [Fact]
    public void The_text_is_the_bytes() => Assert.Equal(ManifestSchema.Text, System.Text.Encoding.UTF8.GetString(ManifestSchema.Bytes.Span));

    [Fact]
    public void The_maximal_manifest_holds_every_property_and_each_is_accepted()
    {
        string[] elsewhere = ["/$schema", "/links/issues", "/links/support", "/links/discussions", "/links/security", "/links/funding"];
        var known = Objects.SelectMany(o => o.Properties.Select(property => $"{Generic(o.Pointer)}/{property.Key}")).Distinct();
        var held = Visits.Select(visit => Generic(visit.Pointer)).ToHashSet();

        Assert.Equal(elsewhere, known.Where(pointer => !held.Contains(pointer)));
        Assert.Empty(ManifestReader.Read("module.json", MaximalManifest.Bytes).Findings);
        Assert.All(
            elsewhere,
            pointer => Assert.Empty(ManifestEdit.FindingsWith(pointer, "https://example.com/")));
    }

    [Fact]
    public void Every_property_is_described() => Assert.All(
        Objects.SelectMany(o => o.Properties), property => Assert.False(string.IsNullOrEmpty((string?)property.Value!["description"]), property.Key));

    [Fact]
    public void A_name_that_it_does_not_know_is_unknown_to_the_reader() => Assert.All(
        Objects,
        o =>
        {
            Assert.False((bool)o.Schema["additionalProperties"]!);
            var finding = Assert.Single(ManifestEdit.FindingsAfter(o.Pointer, node => node["zzzzzz"] = 1));
            Assert.Equal(("MB0004", $"{o.Pointer}/zzzzzz"), (finding.Code, finding.Subject));
        });

    [Fact]
    public void What_it_requires_the_reader_requires() => Assert.All(
        Objects.SelectMany(o => o.Properties.Select(property => (Object: o, Name: property.Key))),
        field =>
        {
            var findings = ManifestEdit.FindingsAfter(field.Object.Pointer, node => node.AsObject().Remove(field.Name));
            var missing = findings.Where(finding => finding.Code == "MB0003").Select(finding => finding.Subject);
            Assert.Equal(field.Object.Required.Contains(field.Name) ? [$"{field.Object.Pointer}/{field.Name}"] : [], missing);
        });

    [Fact]
    public void Own_fields_are_free_at_the_top_alone()
    {
        Assert.Equal(["^x-"], Root["patternProperties"]!.AsObject().Select(pattern => pattern.Key));
        Assert.All(Objects, o => Assert.Equal(
            o.Pointer.Length == 0 ? [] : ["MB0004"], ManifestEdit.FindingsAfter(o.Pointer, node => node["x-own"] = 1).Select(finding => finding.Code)));
    }

    [Fact]
    public void Its_lists_of_words_are_the_readers()
    {
        Assert.Equal(ManifestLists.Categories, Words("/categories/0"));
        Assert.Equal(ManifestLists.LinkKinds, Objects.Single(o => o.Pointer == "/links").Properties.Select(property => property.Key));
        Assert.Equal(ManifestLists.HealthTags, Words("/health/checks/0/tags/0"));
        Assert.Equal(ManifestWords.FailureStatuses, Words("/health/checks/0/failureStatus"));
        Assert.Equal(ManifestWords.DependencyKinds.All, Words("/dependencies/Acme.Mail/kind"));
        Assert.Equal(ManifestWords.ExtensionPointKinds.All, Words("/extensionPoints/provides/0/kind"));
        Assert.Equal(ManifestWords.ExtensionPointRoles.All, Words("/extensionPoints/provides/0/role"));
        Assert.Equal(ManifestWords.Isolations.All, Words("/sandbox/isolation"));
    }

    [Fact]
    public void The_words_are_those_of_the_enumerations()
    {
        Assert.Equal(Lower<DependencyKind>(), ManifestWords.DependencyKinds.All);
        Assert.Equal(Lower<ExtensionPointKind>(), ManifestWords.ExtensionPointKinds.All);
        Assert.Equal(Lower<ExtensionPointRole>(), ManifestWords.ExtensionPointRoles.All);
        Assert.Equal(Lower<Isolation>(), ManifestWords.Isolations.All);
    }

    [Fact]
    public void Each_word_is_accepted_and_another_is_not() => Assert.All(
        Visits.Where(visit => visit.Schema.ContainsKey("enum")),
        visit =>
        {
            var siblings = visit.Pointer.StartsWith("/categories/", StringComparison.Ordinal) || visit.Pointer.Contains("/tags/", StringComparison.Ordinal);
            foreach (var word in visit.Schema["enum"]!.AsArray())
            {
                var codes = ManifestEdit.FindingsWith(visit.Pointer, word!.DeepClone()).Select(finding => finding.Code);
                Assert.DoesNotContain(codes, code => code is not ("MB0019" or "MB0027") || (code == "MB0027" && !siblings));
            }

            Assert.Contains(ManifestEdit.FindingsWith(visit.Pointer, "zzz"), finding => finding.Code is "MB0022" or "MB0015" && finding.Subject == visit.Pointer);
        });

    [Fact]
    public void Each_default_that_is_written_is_a_note() => Assert.All(
        Visits.SelectMany(visit => visit.Properties.Where(property => property.Value!["default"] is not null), (visit, property) => (visit.Pointer, property)),
        field =>
        {
            var pointer = $"{field.Pointer}/{field.property.Key}";
            var finding = Assert.Single(ManifestEdit.FindingsWith(pointer, field.property.Value!["default"]!.DeepClone()));
            Assert.Equal(("MB0019", pointer), (finding.Code, finding.Subject));
        });

    [Fact]
    public void What_must_not_be_empty_is_found_when_it_is() => Assert.All(
        Visits.Where(visit => visit.Schema.ContainsKey("minItems") || visit.Schema.ContainsKey("minProperties")),
        visit =>
        {
            JsonNode empty = visit.Value is JsonArray ? new JsonArray() : new JsonObject();
            var finding = Assert.Single(ManifestEdit.FindingsWith(visit.Pointer, empty));
            Assert.Equal((visit.Pointer is "/host" or "/entryPoints" ? "MB0022" : "MB0019", visit.Pointer), (finding.Code, finding.Subject));
        });

    private static IEnumerable<string> Words(string pointer) =>
        Visits.First(visit => visit.Pointer == pointer).Schema["enum"]!.AsArray().Select(word => (string)word!);

    private static IEnumerable<string> Lower<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(name => name.ToLowerInvariant());

    // The same place whatever the index or the id is.
    private static string Generic(string pointer) => string.Join('/', pointer.Split('/').Select(step =>
        int.TryParse(step, out _) || step.StartsWith("Acme.", StringComparison.Ordinal) ? "*" : step));
}
