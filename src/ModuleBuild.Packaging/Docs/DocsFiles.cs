using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Packaging.Docs;

/// <summary>Where a module's committed documentation stands.</summary>
/// <param name="ReadmePath">Absolute path of the README that may hold the generated section.</param>
/// <param name="PagePath">Absolute path of the page <c>&lt;workspace&gt;/docs/modules/&lt;id&gt;.md</c>.</param>
public sealed record DocsFiles(string ReadmePath, string PagePath)
{
    /// <summary>The places of one module.</summary>
    /// <param name="manifestPath">Absolute path of <c>module.json</c>.</param>
    /// <param name="manifest">The manifest with what MSBuild knows filled in: the id is set.</param>
    public static DocsFiles Of(string manifestPath, ModuleManifest manifest)
    {
        var folder = Path.GetDirectoryName(manifestPath)!;
        return new DocsFiles(
            Path.GetFullPath(manifest.Readme ?? "README.md", folder),
            Path.Combine(Workspace.FindRoot(folder), "docs", "modules", manifest.Id + ".md"));
    }
}
