using System.Text.Json;

namespace ModuleBuild.Testing.Node;

/// <summary>A Mermaid diagram as Mermaid understands it.</summary>
/// <param name="File">The Markdown file that holds it.</param>
/// <param name="Error">Why Mermaid cannot read it; null where it can.</param>
/// <param name="Type">Mermaid's name of its type.</param>
/// <param name="Nodes">The label of each node as it is shown.</param>
/// <param name="Edges">Number of edges.</param>
public sealed record ParsedDiagram(string File, string? Error, string? Type, IReadOnlyList<string>? Nodes, int Edges);

/// <summary>Reads diagrams by code that is not ours: Mermaid's own parser. See <c>tests/diagram-validator</c>.</summary>
public static class DiagramParser
{
    /// <summary>Parses the diagrams of many files in one process.</summary>
    /// <param name="paths">Absolute paths of Markdown files.</param>
    /// <returns>A diagram each, in the order of files and of diagrams in them.</returns>
    public static async Task<IReadOnlyList<ParsedDiagram>> ParseAsync(IEnumerable<string> paths)
    {
        var folder = await NodeTools.EnsureInstalledAsync("diagram-validator");
        using var temporary = new TemporaryFolder();
        var list = temporary.Write("list.txt", string.Join('\n', paths));
        return JsonSerializer.Deserialize<ParsedDiagram[]>(await NodeTools.RunAsync(folder, "parse-diagrams.mjs", list), JsonSerializerOptions.Web)!;
    }
}
