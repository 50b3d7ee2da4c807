using System.Globalization;
using System.Text;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Cli.Resolution;

/// <summary>A graph of a lock for programs that draw, and for programs that read.</summary>
/// <param name="graph">The graph.</param>
internal sealed class GraphText(LockGraph graph)
{
    /// <summary>As a Mermaid flowchart.</summary>
    /// <param name="edges">The arrows to draw.</param>
    public static string Mermaid(IReadOnlyCollection<SetEdge> edges)
    {
        var text = new StringBuilder("flowchart LR\n");
        var names = Names(edges);
        foreach (var (node, name) in names)
        {
            var (left, right) = node.IsModule ? ("[[", "]]") : ("[", "]");
            text.Append(CultureInfo.InvariantCulture, $"  {name}{left}\"{GraphLabels.Mermaid(node.ToString())}\"{right}\n");
        }

        foreach (var edge in edges)
        {
            var arrow = edge.Kind == DependencyKind.Optional ? "-.->" : "-->";
            text.Append(CultureInfo.InvariantCulture, $"  {names[edge.From]} {arrow}|\"{GraphLabels.Mermaid(edge.Range)}\"| {names[edge.To]}\n");
        }

        return text.ToString();
    }

    /// <summary>As a graph of Graphviz.</summary>
    public string Dot()
    {
        var text = new StringBuilder("digraph modules {\n  rankdir=LR;\n  node [shape=box];\n");
        var edges = graph.Edges.ToList();
        var names = Names(edges);
        foreach (var (node, name) in names)
        {
            var style = node.IsModule ? ", style=bold" : node.Package is null ? ", style=dashed" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"  {name} [label={GraphLabels.Dot(node.ToString())}{style}];\n");
        }

        foreach (var edge in edges)
        {
            var style = edge.Kind == DependencyKind.Optional ? ", style=dashed" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"  {names[edge.From]} -> {names[edge.To]} [label={GraphLabels.Dot(edge.Range)}{style}];\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>As JSON: <c>{"modules": [{"path", "dependencies"}], "packages": [{"id", "version", "dependencies"}]}</c>.</summary>
    public string Json() => JsonOutput.Of(writer =>
    {
        writer.WriteStartObject();
        Write(writer, "modules", graph.Modules);
        Write(writer, "packages", graph.Packages);
        writer.WriteEndObject();
    });

    /// <summary>Writes an arrow as <c>{"id", "range", "version", "kind"}</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="edge">The arrow.</param>
    public static void Write(Utf8JsonWriter writer, SetEdge edge)
    {
        writer.WriteStartObject();
        writer.WriteString("id", edge.To.Name);
        writer.WriteString("range", edge.Range);
        writer.WriteString("version", edge.To.Package?.Version.ToNormalizedString());
        writer.WriteString("kind", edge.KindWord);
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, string name, IEnumerable<SetNode> nodes)
    {
        writer.WriteStartArray(name);
        foreach (var node in nodes)
        {
            writer.WriteStartObject();
            writer.WriteString(node.IsModule ? "path" : "id", node.Name);
            if (node.Package is { } package)
            {
                writer.WriteString("version", package.Version.ToNormalizedString());
            }

            writer.WriteStartArray("dependencies");
            foreach (var edge in graph.EdgesOf(node))
            {
                Write(writer, edge);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static Dictionary<SetNode, string> Names(IEnumerable<SetEdge> edges)
    {
        var names = new Dictionary<SetNode, string>(ReferenceEqualityComparer.Instance);
        foreach (var node in edges.SelectMany(edge => new[] { edge.From, edge.To }))
        {
            names.TryAdd(node, string.Create(CultureInfo.InvariantCulture, $"n{names.Count}"));
        }

        return names;
    }
}
