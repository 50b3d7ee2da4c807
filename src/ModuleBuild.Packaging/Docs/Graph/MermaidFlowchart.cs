using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Graph;

/// <summary>
/// Writes a dependency graph as a Mermaid flowchart, which GitHub, GitLab and Azure DevOps draw. Only strokes are coloured, so that
/// it reads on a light page and on a dark one.
/// </summary>
internal static class MermaidFlowchart
{
    private const int LongestLabel = 80;

    /// <summary>The lines of the diagram.</summary>
    /// <param name="graph">The graph.</param>
    public static IEnumerable<string> Lines(DependencyGraph graph) =>
        ["flowchart LR", .. Nodes(graph), .. Edges(graph), .. Styles(graph)];

    /// <summary>
    /// Text as the content of a quoted label. Letters, digits, brackets and what joins two parts of a word stay; all else is a
    /// character code. Mermaid looks for directives (<c>%%{</c>), comments, styles (<c>style …:#…;</c>), Markdown and HTML in the whole
    /// text, quoted or not, so escaping quotes alone is not enough.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string Label(string text)
    {
        Rune[] runes = [.. VisibleText.Of(text, LongestLabel).EnumerateRunes()];
        var label = new StringBuilder();
        for (var i = 0; i < runes.Length; i++)
        {
            if (IsWord(runes[i]) || IsPlain(runes, i))
            {
                label.Append(runes[i].ToString());
            }
            else
            {
                label.Append(CultureInfo.InvariantCulture, $"#{runes[i].Value};");
            }
        }

        return label.ToString();
    }

    private static IEnumerable<string> Nodes(DependencyGraph graph)
    {
        foreach (var node in graph.Nodes.Where(node => node.Kind != NodeKind.Host))
        {
            yield return $"  {node.Name}{(node.Kind == NodeKind.Module ? $"[\"{Label(node.Label)}\"]" : $"([\"{Label(node.Label)}\"])")}";
        }

        ImmutableArray<Node> hosts = [.. graph.Nodes.Where(node => node.Kind == NodeKind.Host)];
        if (hosts.IsEmpty)
        {
            yield break;
        }

        yield return "  subgraph host[\"Host\"]";
        foreach (var node in hosts)
        {
            yield return $"    {node.Name}[\"{Label(node.Label)}\"]";
        }

        yield return "  end";
    }

    private static IEnumerable<string> Edges(DependencyGraph graph) => graph.Edges.Select(edge => edge.Kind switch
    {
        EdgeKind.Optional => $"  {edge.From} -. optional .-> {edge.To}",
        EdgeKind.Peer => $"  {edge.From} -. peer .-> {edge.To}",
        EdgeKind.Conflict => $"  {edge.From} x-- conflict --x {edge.To}",
        EdgeKind.Host => $"  {edge.From} -- runs on --> {edge.To}",
        _ => $"  {edge.From} --> {edge.To}",
    });

    private static IEnumerable<string> Styles(DependencyGraph graph)
    {
        foreach (var (kind, style) in new[]
        {
            (EdgeKind.Optional, "stroke-dasharray:8 4"),
            (EdgeKind.Peer, "stroke-dasharray:2 4"),
            (EdgeKind.Conflict, "stroke:#d22"),
        })
        {
            var numbers = string.Join(',', Enumerable.Range(0, graph.Edges.Length).Where(i => graph.Edges[i].Kind == kind));
            if (numbers.Length > 0)
            {
                yield return $"  linkStyle {numbers} {style}";
            }
        }

        var conflicts = string.Join(',', graph.Nodes.Where(node => node.Kind == NodeKind.Conflict).Select(node => node.Name));
        if (conflicts.Length > 0)
        {
            yield return "  classDef conflict stroke:#d22";
            yield return $"  class {conflicts} conflict";
        }
    }

    private static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;

    private static bool IsPlain(Rune[] runes, int at) => runes[at].Value switch
    {
        ' ' or ',' or '[' or ']' or ')' or '…' => true,
        '(' => at == 0 || runes[at - 1].Value != ']', // ](…) would be a Markdown link
        '.' or '-' or '_' => at > 0 && at < runes.Length - 1 && IsWord(runes[at - 1]) && IsWord(runes[at + 1]),
        _ => false,
    };
}
