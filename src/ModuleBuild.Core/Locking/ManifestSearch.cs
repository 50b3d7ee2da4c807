using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Locking;

/// <summary>Finds the manifests of a workspace: as in every walk for sources, and not in a workspace within it, which has a lock of its own.</summary>
internal static class ManifestSearch
{
    /// <summary>Name of a manifest.</summary>
    public const string FileName = "module.json";

    /// <summary>Folders with a manifest, relative to the workspace with <c>/</c>, in ordinal order; <c>.</c> is the workspace itself.</summary>
    /// <param name="root">Absolute path. Without <c>modulebuild.json</c> it is no workspace, and only its own manifest counts.</param>
    public static IReadOnlyList<string> FoldersIn(string root)
    {
        if (!File.Exists(Path.Combine(root, Workspace.FileName)))
        {
            return File.Exists(Path.Combine(root, FileName)) ? ["."] : [];
        }

        var folders = FolderWalk.FilesNamed(root, FileName, border: Workspace.FileName).Select(file => Path.GetDirectoryName(file)!);
        return [.. folders.Select(folder => Path.GetRelativePath(root, folder).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }
}
