using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;

namespace ModuleBuild.Packaging.Docs;

/// <summary>All that the docs stage reads.</summary>
/// <param name="Manifest">The manifest with what MSBuild knows filled in.</param>
/// <param name="Closures">
/// One closure for each target framework of the module, in any order; empty where there was no restore (then graphs show the manifest
/// only). A build of one framework gives all of them too: there is one page.
/// </param>
/// <param name="ConfigurationSchema">The JSON Schema of the settings as text, or null.</param>
public sealed record DocsRequest(ModuleManifest Manifest, ImmutableArray<RuntimeClosure> Closures, string? ConfigurationSchema);

/// <summary>What the docs stage yields: Markdown with LF, no time, no machine path, no version of the module.</summary>
/// <param name="Page">The page <c>docs/modules/&lt;id&gt;.md</c>.</param>
/// <param name="ReadmeSection">What stands between the markers of the README, without the markers.</param>
public sealed record ModulePages(string Page, string ReadmeSection);

/// <summary>The docs stage.</summary>
public static class ModuleDocs
{
    /// <summary>The line before the generated section of a README.</summary>
    public const string BeginMarker = "<!-- BEGIN_MODULE_DOCS -->";

    /// <summary>The line after the generated section of a README.</summary>
    public const string EndMarker = "<!-- END_MODULE_DOCS -->";

    /// <summary>Renders page and section.</summary>
    /// <param name="request">All that they are made from.</param>
    public static ModulePages Render(DocsRequest request) => new(ModulePage.Render(request), Docs.ReadmeSection.Render(request));

    /// <summary>Puts the section between the markers; everything outside them, and the file's line endings, stay as they are.</summary>
    /// <param name="readme">The README's text.</param>
    /// <param name="section">The section.</param>
    /// <returns>The new text; null where the markers are missing, doubled or in the wrong order.</returns>
    public static string? Inject(string readme, string section) => ReadmeMarkers.Find(readme) is var (start, end, newLine)
        ? $"{readme[..start]}{newLine}{section.Trim('\n').Replace("\n", newLine, StringComparison.Ordinal)}{newLine}{newLine}{readme[end..]}"
        : null;

    /// <summary>
    /// The same on the bytes of a file: a byte order mark, and whatever is not UTF-8, stays as it is. This is the form that writes.
    /// </summary>
    /// <param name="readme">The README's bytes.</param>
    /// <param name="section">The section.</param>
    /// <returns>The new bytes; null where the markers are missing, doubled or in the wrong order.</returns>
    public static byte[]? Inject(ReadOnlySpan<byte> readme, string section)
    {
        // Latin-1 is one character a byte and back; markers and line ends are ASCII.
        var mark = readme.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble : [];
        var sectionBytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(section));
        return Inject(Encoding.Latin1.GetString(readme[mark.Length..]), sectionBytes) is { } injected
            ? [.. mark, .. Encoding.Latin1.GetBytes(injected)]
            : null;
    }

    /// <summary>
    /// Compares committed pages with what would be generated: a README that has the markers, and a page that exists. Writes nothing.
    /// Line endings are not compared: git may change them.
    /// </summary>
    /// <param name="pages">What would be generated.</param>
    /// <param name="readmePath">Absolute path of the README; may be absent.</param>
    /// <param name="pagePath">Absolute path of the committed page; may be absent.</param>
    /// <returns>MB4001 with a unified diff for each that differs; MB9007 for one that cannot be read.</returns>
    public static ImmutableArray<Finding> Check(ModulePages pages, string readmePath, string pagePath)
    {
        var readme = CommittedText.Check(readmePath, text => Inject(text, pages.ReadmeSection));
        var page = CommittedText.Check(pagePath, _ => pages.Page);
        return [.. new[] { readme, page }.OfType<Finding>()];
    }
}
