using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Packaging.Sbom;
using ModuleBuild.Testing;
using ModuleBuild.Testing.Node;

namespace ModuleBuild.Packaging.Tests.Sbom;

/// <summary>Whole documents.</summary>
public sealed class SbomDocumentTests
{
    [Fact]
    public async Task Every_document_is_valid()
    {
        using var folder = new TemporaryFolder();
        var documents = new List<string>();
        foreach (var (name, arrange) in SbomScenarios.All)
        {
            using var scenario = new SbomScenario();
            arrange(scenario);
            documents.Add(folder[$"{name}.json"]);
            await File.WriteAllBytesAsync(documents[^1], SbomBuilder.Build(scenario.Request).Document!, TestContext.Current.CancellationToken);
        }

        Assert.Empty(await SbomValidator.FindErrorsAsync(documents));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("no-time-no-sdk")]
    [InlineData("complete")]
    [InlineData("strange-texts")]
    public void Document_is_as_approved(string name)
    {
        using var scenario = new SbomScenario();
        SbomScenarios.All[name](scenario);

        var (document, findings) = SbomBuilder.Build(scenario.Request);

        Assert.Empty(findings);
        var text = Encoding.UTF8.GetString(document!);
        Assert.Equal(ApprovedFile.Expect($"{name}.cdx.json", text), text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_is_the_same_from_another_folder_and_in_another_order(string name)
    {
        using var one = new SbomScenario();
        using var other = new SbomScenario();
        SbomScenarios.All[name](one);
        SbomScenarios.All[name](other);
        other.Files = [.. other.Files.Reverse()];
        other.Closures =
        [
            .. other.Closures.Reverse().Select(closure => closure with
            {
                Direct = [.. closure.Direct.Reverse()],
                Libraries = [.. closure.Libraries.Reverse().Select(library => library with { Dependencies = [.. library.Dependencies.Reverse()] })],
                BuildOnly = [.. closure.BuildOnly.Reverse()],
            }),
        ];
        other.Manifest = other.Manifest with
        {
            Tags = [.. other.Manifest.Tags.Reverse()],
            EntryPoints = [.. other.Manifest.EntryPoints.Reverse()],
            Platforms = [.. other.Manifest.Platforms.Reverse()],
        };
        other.Timestamp = other.Timestamp?.ToOffset(TimeSpan.FromHours(-7));

        Assert.NotEqual(one.Folder, other.Folder);
        Assert.Equal(SbomBuilder.Build(one.Request).Document, SbomBuilder.Build(other.Request).Document);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_names_no_place_and_no_person_of_this_machine(string name)
    {
        using var scenario = new SbomScenario();
        SbomScenarios.All[name](scenario);

        var text = Encoding.UTF8.GetString(SbomBuilder.Build(scenario.Request).Document!);

        Assert.DoesNotContain(scenario.Folder, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Path.GetTempPath(), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reference_is_unique_and_every_edge_leads_to_a_node(string name)
    {
        using var scenario = new SbomScenario();
        SbomScenarios.All[name](scenario);
        var bom = JsonNode.Parse(SbomBuilder.Build(scenario.Request).Document)!;

        var module = bom["metadata"]!["component"]!;
        var shipped = bom["components"]!.AsArray().Concat(module["components"]?.AsArray() ?? []).Append(module)
            .Select(component => (string)component!["bom-ref"]!).ToList();
        var made = bom["formulation"]?[0]!["components"]!.AsArray().Select(component => (string)component!["bom-ref"]!) ?? [];
        var nodes = bom["dependencies"]!.AsArray().Select(node => (string)node!["ref"]!).ToList();
        var edges = bom["dependencies"]!.AsArray().SelectMany(node => node!["dependsOn"]?.AsArray() ?? []).Select(edge => (string)edge!);

        Assert.Equal(shipped.Order(StringComparer.Ordinal), nodes);
        Assert.Equal(shipped.Count + made.Count(), shipped.Concat(made).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(edges.Except(nodes));
        Assert.Equal(nodes, bom["compositions"]![1]!["dependencies"]!.AsArray().Select(reference => (string)reference!));
    }

    [Fact]
    public void Document_ends_with_a_line_feed_and_has_no_byte_order_mark_and_no_carriage_return()
    {
        using var scenario = new SbomScenario();
        SbomScenarios.Complete(scenario);

        var document = SbomBuilder.Build(scenario.Request).Document!;

        Assert.Equal(((byte)'{', (byte)'\n'), (document[0], document[^1]));
        Assert.DoesNotContain((byte)'\r', document);
    }

    public static TheoryData<string> Names() => [.. SbomScenarios.All.Keys];
}
