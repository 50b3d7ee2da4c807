using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Output;

/// <summary>Paths as people and other programs are shown them: relative where that is shorter to read and the same on every machine.</summary>
internal static class ShownPaths
{
    /// <summary>A path relative to a folder where it lies inside of it; as it is where it does not.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="folder">Absolute path of the folder.</param>
    public static string Shorten(string path, string folder)
    {
        if (path.Length == 0 || !Path.IsPathFullyQualified(path))
        {
            return path;
        }

        var relative = Path.GetRelativePath(folder, path);
        var isInside = relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
        return isInside ? relative : path;
    }

    /// <summary>The same finding with a shortened path.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="folder">Absolute path of the folder.</param>
    public static Finding Shorten(Finding finding, string folder) =>
        finding with { Location = finding.Location with { File = Shorten(finding.Location.File, folder) } };

    /// <summary>The root of the sources: the nearest folder at or above with <c>.git</c>; the folder itself where there is none.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    /// <remarks>GitHub matches annotations and SARIF results against paths from the root of the repository, wherever the command ran.</remarks>
    public static string RepositoryRoot(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Path.Exists(Path.Combine(at, ".git")))
            {
                return at;
            }
        }

        return folder;
    }
}
