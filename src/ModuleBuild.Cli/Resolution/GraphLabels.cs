namespace ModuleBuild.Cli.Resolution;

/// <summary>Texts inside graphs: ids and ranges come from packages of others, and must not end the label that they stand in.</summary>
internal static class GraphLabels
{
    /// <summary>A text between the quotes of a Mermaid label.</summary>
    /// <param name="text">The text.</param>
    public static string Mermaid(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace('\n', ' ');

    /// <summary>A text in the quotes of DOT.</summary>
    /// <param name="text">The text.</param>
    public static string Dot(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace('\n', ' ')}\"";
}
