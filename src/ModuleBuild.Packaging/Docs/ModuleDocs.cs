using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;

namespace ModuleBuild.Packaging.Docs;

/// <summary>All that the docs stage reads.</summary>
/// <param name="Manifest">The manifest with what MSBuild knows filled in.</param>
/// <param name="Closures">One closure a target framework; empty where there was no restore (then graphs show the manifest only).</param>
/// <param name="ConfigurationSchema">The JSON Schema of the settings as text, or null.</param>
public sealed record DocsRequest(ModuleManifest Manifest, ImmutableArray<RuntimeClosure> Closures, string? ConfigurationSchema);

/// <summary>What the docs stage yields: Markdown with LF, no time, no machine path.</summary>
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
    public static ModulePages Render(DocsRequest request) => throw new NotImplementedException();

    /// <summary>Puts the section between the markers; everything outside them, and the file's line endings, stay as they are.</summary>
    /// <param name="readme">The README's text.</param>
    /// <param name="section">The section.</param>
    /// <returns>The new text; null where the markers are missing, doubled or in the wrong order.</returns>
    public static string? Inject(string readme, string section) => throw new NotImplementedException();

    /// <summary>
    /// Compares committed pages with what would be generated: a README that has the markers, and a page that exists. Writes nothing.
    /// </summary>
    /// <param name="pages">What would be generated.</param>
    /// <param name="readmePath">Absolute path of the README; may be absent.</param>
    /// <param name="pagePath">Absolute path of the committed page; may be absent.</param>
    /// <returns>MB4001 with a unified diff for each that differs.</returns>
    public static ImmutableArray<Finding> Check(ModulePages pages, string readmePath, string pagePath) => throw new NotImplementedException();
}
