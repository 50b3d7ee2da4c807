using System.IO.Enumeration;

namespace ModuleBuild.Cli.Projects;

/// <summary>Walks a folder for sources: not through what builds and tools leave there, and never through a symbolic link.</summary>
internal static class FolderWalk
{
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
    public static IEnumerable<string> FilesNamed(string folder, string fileName)
    {
        var comparison = PathComparison.Comparison;
        return Enumerate(folder, (ref entry) => !entry.IsDirectory && entry.FileName.Equals(fileName, comparison));
    }

    /// <summary>The absolute paths of all files and folders, in no order.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    public static IEnumerable<string> Entries(string folder) =>
        Enumerate(folder, (ref entry) => !entry.IsDirectory || MayEnter(ref entry));

    private static FileSystemEnumerable<string> Enumerate(string folder, FileSystemEnumerable<string>.FindPredicate include) =>
        new(folder, (ref entry) => entry.ToFullPath(), Everything)
        {
            ShouldIncludePredicate = include,
            ShouldRecursePredicate = MayEnter,
        };

    private static bool MayEnter(ref FileSystemEntry entry)
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

        return true;
    }
}
