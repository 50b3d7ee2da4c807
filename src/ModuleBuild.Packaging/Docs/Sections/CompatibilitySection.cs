using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>On which versions of which hosts the module runs, and on which it was tried.</summary>
internal static class CompatibilitySection
{
    /// <summary>Writes the section; nothing where no host is named.</summary>
    /// <param name="document">The page or README section.</param>
    /// <param name="manifest">The manifest.</param>
    public static void Write(MarkdownDocument document, ModuleManifest manifest)
    {
        if (!manifest.Host.IsEmpty)
        {
            document.Heading(2, "Compatibility");
            document.Table(["Host", "Versions", "Tested on"], manifest.Host.Select(Row));
        }
    }

    private static ImmutableArray<string> Row(HostRequirement host) =>
        [MarkdownText.Code(host.Id), Words.Range(host.Range), MarkdownText.Codes(host.Tested)];
}
