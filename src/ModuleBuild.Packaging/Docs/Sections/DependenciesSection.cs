using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs.Graph;
using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>What the module needs, as a picture and as tables.</summary>
internal static class DependenciesSection
{
    /// <summary>Writes the picture alone, for a README; nothing where the module names nothing that it needs.</summary>
    /// <param name="document">The README section.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="closure">What ships with the module.</param>
    public static void WriteGraph(MarkdownDocument document, ModuleManifest manifest, MergedClosure closure)
    {
        if (DependencyGraphBuilder.Build(manifest, closure) is { } graph)
        {
            document.Heading(2, "Dependencies");
            document.Fence("mermaid", MermaidFlowchart.Lines(graph));
        }
    }

    /// <summary>Writes the section; nothing where the module names nothing that it needs.</summary>
    /// <param name="document">The page.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="closure">What ships with the module.</param>
    public static void Write(MarkdownDocument document, ModuleManifest manifest, MergedClosure closure)
    {
        WriteGraph(document, manifest, closure);
        document.Table(["Module", "Versions", "Kind", "Scopes", "Reason"], manifest.Dependencies.Select(Row));
        document.Table(["Conflicts with", "Versions"], manifest.Conflicts.Select(Row));
        if (!manifest.LoadAfter.IsEmpty)
        {
            document.Paragraph($"Loaded after these modules where they are present: {MarkdownText.Codes(manifest.LoadAfter)}.");
        }

        document.Paragraph(Packages(manifest, closure));
    }

    private static ImmutableArray<string> Row(ModuleDependency dependency) =>
    [
        MarkdownText.Code(dependency.Id),
        Words.Range(dependency.Range),
        Words.Lower(dependency.Kind),
        MarkdownText.Codes(dependency.Scopes),
        MarkdownText.Inline(dependency.Reason),
    ];

    private static ImmutableArray<string> Row(ModuleConflict conflict) => [MarkdownText.Code(conflict.Id), Words.Range(conflict.Range)];

    private static string Packages(ModuleManifest manifest, MergedClosure closure)
    {
        var modules = manifest.Dependencies.Select(dependency => dependency.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<MergedLibrary> packages = [.. closure.Libraries.Where(library => !library.IsProject && !modules.Contains(library.Id))];
        if (packages.IsEmpty)
        {
            return string.Empty;
        }

        ImmutableArray<string> direct = [.. packages.Where(package => package.IsDirect).Select(package => package.Id)];
        var named = direct.IsEmpty ? string.Empty : $"; it references {MarkdownText.Codes(direct)}";
        return $"The module runs with {Words.Count(packages.Length, "package")}{named}. "
            + "Versions, licences and hashes stand in the SBOM of the module's package.";
    }
}
