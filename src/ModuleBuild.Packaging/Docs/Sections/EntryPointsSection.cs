using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>Where a host enters the module.</summary>
internal static class EntryPointsSection
{
    /// <summary>Writes the section; nothing where there is no entry point.</summary>
    /// <param name="document">The page.</param>
    /// <param name="manifest">The manifest.</param>
    public static void Write(MarkdownDocument document, ModuleManifest manifest)
    {
        if (!manifest.EntryPoints.IsEmpty)
        {
            document.Heading(2, "Entry points");
            document.Table(
                ["Scope", "Type"],
                manifest.EntryPoints.Select(entry => (ImmutableArray<string>)[MarkdownText.Code(entry.Scope), MarkdownText.Code(entry.Type)]));
        }
    }
}
