using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Release.Store.Git;

/// <summary>Names of branches, and paths: only such as mean the same in every git, file system and shell.</summary>
internal static class GitNames
{
    private const int MaxLength = 200;

    /// <summary>Whether a text can be the name of a branch, or the path of a file.</summary>
    /// <param name="name">Parts with <c>/</c> between.</param>
    public static bool IsValid(string name) => name.Length <= MaxLength && name.Split('/').All(IsPart);

    /// <summary>The reference of a branch.</summary>
    /// <param name="branch">Its name.</param>
    public static string RefOf(string branch) => "refs/heads/" + branch;

    /// <summary>MB6010 where a name cannot be used.</summary>
    /// <param name="store">Name of the store.</param>
    /// <param name="names">Names of branches and files.</param>
    public static Finding? Check(string store, params IEnumerable<string> names) => names.FirstOrDefault(name => !IsValid(name)) is { } wrong
        ? GitWords.Tell(store, $"'{wrong}' cannot be the name of a branch or a file of a store")
        : null;

    private static bool IsPart(string part) =>
        part.Length > 0
        && (char.IsAsciiLetterOrDigit(part[0]) || part[0] == '%')
        && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '%')
        && part[^1] != '.'
        && !part.Contains("..", StringComparison.Ordinal)
        && !part.EndsWith(".lock", StringComparison.OrdinalIgnoreCase);
}
