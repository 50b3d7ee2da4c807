using System.IO.Enumeration;

namespace ModuleBuild.Core.Files;

/// <summary>
/// Walks a folder for sources: not through what builds and tools leave there, not through packages that restore unpacked there, and
/// never through a symbolic link.
/// </summary>
public static class FolderWalk
{
    // NuGet writes it into each package of a packages folder, which on build servers often lies in the sources.
    private const string UnpackedPackage = ".nupkg.metadata";

    private static readonly string[] Skipped = ["bin", "obj", "artifacts", "node_modules"];

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = 0,
    };

    /// <summary>The absolute paths of all files with one name, in no order.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    /// <param name="fileName">The name; case counts where the file system says so.</param>
    /// <param name="border">Name of a file: folders below that hold it are left out. Null for none.</param>
    public static IEnumerable<string> FilesNamed(string folder, string fileName, string? border = null)
    {
        var comparison = PathComparison.Comparison;
        return Enumerate(folder, (ref entry) => !entry.IsDirectory && entry.FileName.Equals(fileName, comparison), border);
    }

    /// <summary>The absolute paths of all files and folders, in no order.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    public static IEnumerable<string> Entries(string folder) =>
        Enumerate(folder, (ref entry) => !entry.IsDirectory || MayEnter(ref entry, null), null);

    private static FileSystemEnumerable<string> Enumerate(string folder, FileSystemEnumerable<string>.FindPredicate include, string? border) =>
        new(folder, (ref entry) => entry.ToFullPath(), Everything)
        {
            ShouldIncludePredicate = include,
            ShouldRecursePredicate = (ref entry) => MayEnter(ref entry, border),
        };

    private static bool MayEnter(ref FileSystemEntry entry, string? border)
    {
        // A link may lead back up, or to the same module a second time.
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
        return !File.Exists(Path.Join(folder, UnpackedPackage)) && (border is null || !File.Exists(Path.Join(folder, border)));
    }
}
