using System.IO.Enumeration;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Projects;

/// <summary>
/// A pattern such as <c>src/**/module.json</c>, for shells that do not expand it and for what they cannot: <c>*</c> and <c>?</c>
/// stand for characters of one name, <c>**</c> for any number of folders.
/// </summary>
/// <remarks>Microsoft.Extensions.FileSystemGlobbing follows symbolic links round and round, and has no <c>?</c>.</remarks>
internal sealed class PathPattern
{
    private static readonly char[] Wildcards = ['*', '?'];

    private readonly string _folder;
    private readonly string[] _parts;

    private PathPattern(string folder, string[] parts)
    {
        _folder = folder;
        _parts = parts;
    }

    /// <summary>Whether its last part names JSON files, so that any file that it matches is taken for a manifest.</summary>
    public bool AsksForJson => _parts[^1].EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="currentFolder">Absolute path that it starts from where it is relative.</param>
    /// <returns>The pattern; null where it has no wildcard, or no folder to start from.</returns>
    public static PathPattern? TryParse(string text, string currentFolder)
    {
        var normal = OperatingSystem.IsWindows() ? text.Replace('\\', '/') : text;
        var wildcard = normal.IndexOfAny(Wildcards);
        if (wildcard < 0)
        {
            return null;
        }

        // The walk starts at the longest part without a wildcard.
        var end = normal.LastIndexOf('/', wildcard) + 1;
        var folder = Path.GetFullPath(end == 0 ? "." : normal[..end], currentFolder);
        var parts = normal[end..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Directory.Exists(folder) ? new PathPattern(folder, parts) : null;
    }

    /// <summary>Absolute paths of the files and folders that it matches, in no order.</summary>
    public IEnumerable<string> Matches() => FolderWalk.Entries(_folder).Where(entry =>
        IsMatch(_parts, Path.GetRelativePath(_folder, entry).Split(Path.DirectorySeparatorChar)));

    private static bool IsMatch(ReadOnlySpan<string> pattern, ReadOnlySpan<string> names) => pattern switch
    {
        [] => names.IsEmpty,
        ["**", .. var rest] => IsMatch(rest, names) || (!names.IsEmpty && IsMatch(pattern, names[1..])),
        [var part, .. var rest] =>
            names is [var name, .. var others]
            && FileSystemName.MatchesSimpleExpression(part, name, PathComparison.Comparison == StringComparison.OrdinalIgnoreCase)
            && IsMatch(rest, others),
    };
}
