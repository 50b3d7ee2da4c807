using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>Says at the top that the module should no longer be used.</summary>
internal static class DeprecationNotice
{
    /// <summary>Writes the notice; nothing where the module is not deprecated.</summary>
    /// <param name="document">The page.</param>
    /// <param name="deprecated">The deprecation, or null.</param>
    public static void Write(MarkdownDocument document, Deprecation? deprecated)
    {
        if (deprecated is null)
        {
            return;
        }

        var since = deprecated.Since is { } version ? $" since {MarkdownText.Inline(version)}" : string.Empty;
        var replacement = deprecated.Replacement is { } id ? $" Use {MarkdownText.Code(id)} instead." : string.Empty;
        document.Paragraph($"> **Deprecated{since}.** {MarkdownText.Inline(deprecated.Message)}{replacement}");
    }
}
