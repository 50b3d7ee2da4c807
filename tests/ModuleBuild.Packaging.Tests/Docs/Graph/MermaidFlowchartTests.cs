using ModuleBuild.Packaging.Docs.Graph;
using ModuleBuild.Packaging.Docs.Markdown;
using ModuleBuild.Testing;
using ModuleBuild.Testing.Node;

namespace ModuleBuild.Packaging.Tests.Docs.Graph;

public sealed class MermaidFlowchartTests
{
    [Theory]
    [InlineData("Acme.Orders [2.1,3.0)", "Acme.Orders [2.1,3.0)")]
    [InlineData("Acme.Orders-Core_2 (brings 12)", "Acme.Orders-Core_2 (brings 12)")]
    [InlineData("a\"b", "a#34;b")]
    [InlineData("%%{init}%%", "#37;#37;#123;init#125;#37;#37;")]
    [InlineData("style a:#fff;", "style a#58;#35;fff#59;")]
    [InlineData("[x](javascript:y)", "[x]#40;javascript#58;y)")]
    [InlineData("1. list", "1#46; list")]
    [InlineData("*", "#42;")]
    [InlineData("\u202Ea", "[U#43;202E]a")]
    [InlineData("\U0001F33E", "#127806;")]
    public void A_label_holds_no_character_that_means_something(string text, string expected) => Assert.Equal(expected, MermaidFlowchart.Label(text));

    [Fact]
    public async Task Mermaid_shows_every_label_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var texts = NastyTexts.All.Concat(NastyTexts.Mixed(1_000)).Select(text => VisibleText.Of(text, 80)).Where(text => text.Length > 0).ToList();
        var graphs = texts.Chunk(50).Select(Graph).ToList();
        var files = graphs.Select((graph, number) => folder.Write(
            FormattableString.Invariant($"{number}.md"), $"```mermaid\n{string.Join('\n', MermaidFlowchart.Lines(graph))}\n```\n"));

        var diagrams = await DiagramParser.ParseAsync([.. files]);

        Assert.Equal(graphs.Count, diagrams.Count);
        Assert.All(graphs.Zip(diagrams), pair =>
        {
            Assert.Null(pair.Second.Error);
            Assert.Equal("flowchart-v2", pair.Second.Type);
            Assert.Equal(pair.First.Nodes.Select(node => node.Label).Order(StringComparer.Ordinal), pair.Second.Nodes!.Order(StringComparer.Ordinal));
            Assert.Equal(pair.First.Edges.Length, pair.Second.Edges);
        });
    }

    private static DependencyGraph Graph(string[] labels)
    {
        var kinds = Enum.GetValues<NodeKind>();
        var edges = Enum.GetValues<EdgeKind>();
        Node[] nodes = [.. labels.Select((label, i) => new Node(FormattableString.Invariant($"n{i}"), i == 0 ? NodeKind.Module : kinds[i % kinds.Length], label))];
        return new DependencyGraph([.. nodes], [.. nodes.Skip(1).Select((node, i) => new Edge("n0", node.Name, edges[i % edges.Length]))]);
    }
}
