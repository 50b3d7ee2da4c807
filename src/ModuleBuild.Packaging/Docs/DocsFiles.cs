using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Packaging.Docs;

/// <summary>Where a module's committed documentation stands.</summary>
/// <param name="ReadmePath">Absolute path of the README that may hold the generated section.</param>
/// <param name="PagePath">Absolute path of the page <c>&lt;workspace&gt;/docs/modules/&lt;id&gt;.md</c>.</param>
public sealed record DocsFiles(string ReadmePath, string PagePath)
{
    /// <summary>Name of the file that makes a folder a workspace.</summary>
    public const string WorkspaceFileName = "modulebuild.json";

    /// <summary>The places of one module.</summary>
    /// <param name="manifestPath">Absolute path of <c>module.json</c>.</param>
    /// <param name="manifest">The manifest with what MSBuild knows filled in: the id is set.</param>
    public static DocsFiles Of(string manifestPath, ModuleManifest manifest)
    {
        var folder = Path.GetDirectoryName(manifestPath)!;
        return new DocsFiles(
            Path.GetFullPath(manifest.Readme ?? "README.md", folder),
            Path.Combine(WorkspaceOf(folder), "docs", "modules", manifest.Id + ".md"));
    }

    /// <summary>The nearest folder, at or above this one, with <c>modulebuild.json</c>; else the folder itself.</summary>
    /// <param name="folder">Absolute path of the module's folder.</param>
    public static string WorkspaceOf(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, WorkspaceFileName)))
            {
                return at;
            }
        }

        return folder;
    }
}
