namespace ModuleBuild.Core.Files;

/// <summary>Symbolic links and junctions on the way to a file.</summary>
public static class SymbolicLinks
{
    // As deep as Linux follows links.
    private const int MostLinks = 40;

    /// <summary>
    /// The first link on the way from a folder to a file below it, where following all links ends outside the folder; or null. A link
    /// that stays inside is no matter, nor is one above the folder.
    /// </summary>
    /// <param name="folder">Absolute path of the folder.</param>
    /// <param name="path">Path in the folder, parted by <c>/</c>, without <c>..</c>.</param>
    /// <returns>Path of the link in the folder, parted by <c>/</c>.</returns>
    public static string? EscapesBy(string folder, string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); ; end = path.IndexOf('/', end + 1))
        {
            var part = end < 0 ? path : path[..end];
            if (part.Length > 0 && TargetOf(Path.Combine(folder, part)) is not null)
            {
                return IsBelow(Follow(folder), Follow(Path.Combine(folder, path))) ? null : part;
            }

            if (end < 0)
            {
                return null;
            }
        }
    }

    private static bool IsBelow(string? folder, string? path) =>
        folder is not null && path is not null && path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, PathComparison.Comparison);

    // The path without links; null where they lead in a circle.
    private static string? Follow(string path)
    {
        var full = Path.GetFullPath(path);
        var result = Path.GetPathRoot(full)!;
        var names = new Stack<string>(Names(full[result.Length..]));
        for (var links = 0; names.TryPop(out var name);)
        {
            var next = Path.GetFullPath(Path.Combine(result, name));
            if (TargetOf(next) is not { } target)
            {
                result = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            var rest = target;
            if (Path.IsPathRooted(target))
            {
                result = Path.GetPathRoot(Path.GetFullPath(target))!;
                rest = Path.GetFullPath(target)[result.Length..];
            }

            foreach (var step in Names(rest))
            {
                names.Push(step);
            }
        }

        return result;
    }

    // Last first, to be pushed.
    private static IEnumerable<string> Names(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse();

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What cannot be looked at is no link; opening it will say more.
            return null;
        }
    }
}
