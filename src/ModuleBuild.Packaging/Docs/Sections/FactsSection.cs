using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>What a catalogue shows first: who made it, under which licence, and where to turn.</summary>
internal static class FactsSection
{
    /// <summary>Writes the table without a heading.</summary>
    /// <param name="document">The page.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="targetFrameworks">Short names.</param>
    public static void Write(MarkdownDocument document, ModuleManifest manifest, ImmutableArray<string> targetFrameworks) =>
        document.Table(["Fact", "Value"], Rows(manifest, targetFrameworks).Where(row => row[1].Length > 0));

    /// <summary>The licence as an SPDX expression, or the file that holds it.</summary>
    /// <param name="license">The licence, or null.</param>
    public static string LicenseText(License? license) => license switch
    {
        { Expression: { } expression } => MarkdownText.Code(expression),
        { File: { } file } => $"see {MarkdownText.Code(file)}",
        _ => string.Empty,
    };

    private static IEnumerable<ImmutableArray<string>> Rows(ModuleManifest manifest, ImmutableArray<string> targetFrameworks)
    {
        yield return ["Id", MarkdownText.Code(manifest.Id)];
        yield return ["Licence", LicenseText(manifest.License)];
        yield return ["Authors", string.Join(", ", manifest.Authors.Select(author => MarkdownText.Link(author.Name, author.Url)))];
        yield return ["Categories", string.Join(", ", manifest.Categories.Select(MarkdownText.Inline))];
        yield return ["Tags", MarkdownText.Codes(manifest.Tags)];
        yield return ["Target frameworks", MarkdownText.Codes(targetFrameworks)];
        yield return ["Platforms", MarkdownText.Codes(manifest.Platforms)];
        yield return ["Links", string.Join(", ", manifest.Links.Select(link => MarkdownText.Link(link.Key, link.Value)))];
    }
}
