using System.IO.Enumeration;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Locking;

/// <summary>
/// Finds the manifests of a workspace: not in what builds and tools leave there, never through a link (it may lead back up, or to the
/// same module a second time), not in a package that restore unpacked there, and not in a workspace within it, which has a lock of its own.
/// </summary>
internal static class ManifestSearch
{
    /// <summary>Name of a manifest.</summary>
    public const string FileName = "module.json";

    // NuGet writes it into each package of a packages folder, which on build servers often lies in the sources.
    private const string UnpackedPackage = ".nupkg.metadata";

    private static readonly string[] Skipped = ["bin", "obj", "artifacts", "node_modules"];

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = 0,
    };

    /// <summary>Folders with a manifest, relative to the workspace with <c>/</c>, in ordinal order; <c>.</c> is the workspace itself.</summary>
    /// <param name="root">Absolute path. Without <c>modulebuild.json</c> it is no workspace, and only its own manifest counts.</param>
    public static IReadOnlyList<string> FoldersIn(string root)
    {
        if (!File.Exists(Path.Combine(root, Workspace.FileName)))
        {
            return File.Exists(Path.Combine(root, FileName)) ? ["."] : [];
        }

        var found = new FileSystemEnumerable<string>(root, (ref entry) => entry.Directory.ToString(), Everything)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && entry.FileName.SequenceEqual(FileName),
            ShouldRecursePredicate = MayEnter,
        };
        return [.. found.Select(folder => Path.GetRelativePath(root, folder).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    private static bool MayEnter(ref FileSystemEntry entry)
    {
        if (entry.FileName is ['.', ..] || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return false;
        }

        foreach (var name in Skipped)
        {
            if (entry.FileName.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        var folder = entry.ToFullPath();
        return !File.Exists(Path.Join(folder, Workspace.FileName)) && !File.Exists(Path.Join(folder, UnpackedPackage));
    }
}
