using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>Where other modules can join in, and where this one does.</summary>
internal static class ExtensionPointsSection
{
    /// <summary>Writes the section; nothing where the module neither offers nor uses any.</summary>
    /// <param name="document">The page.</param>
    /// <param name="manifest">The manifest.</param>
    public static void Write(MarkdownDocument document, ModuleManifest manifest)
    {
        if (manifest.Provides.IsEmpty && manifest.Consumes.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Extension points");
        document.Table(["Offers", "Kind", "Contract", "Version", "Implemented by", "Summary"], manifest.Provides.Select(Row));
        document.Table(["Uses", "Kind", "Of module", "Versions", "Implemented in", "Needed"], manifest.Consumes.Select(Row));
    }

    private static ImmutableArray<string> Row(ProvidedExtensionPoint point) =>
    [
        MarkdownText.Code(point.Id),
        Words.Lower(point.Kind),
        MarkdownText.Code(point.Contract),
        MarkdownText.Inline(point.Version),
        point.Role switch
        {
            ExtensionPointRole.Provider => "this module",
            ExtensionPointRole.Consumer => "others",
            _ => string.Empty,
        },
        MarkdownText.Inline(point.Summary),
    ];

    private static ImmutableArray<string> Row(ConsumedExtensionPoint point) =>
    [
        MarkdownText.Code(point.Id),
        Words.Lower(point.Kind),
        MarkdownText.Code(point.Module),
        point.Range is { } range ? Words.Range(range) : string.Empty,
        MarkdownText.Code(point.Implementation),
        point.Optional ? "optional" : "required",
    ];
}
