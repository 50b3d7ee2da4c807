using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Init;

/// <summary>
/// Looks for entry points in C# sources: public classes with <c>Configure(IHostApplicationBuilder)</c>. A guess from text, which the
/// first build judges; what it cannot see (nested types, other languages) is given with <c>--entry-point</c>.
/// </summary>
internal static partial class EntryPointScan
{
    // Sources that no person wrote.
    private const long LargestSource = 1 << 20;

    // Sources are anybody's: none of these takes longer than the length of one, however many blank lines or modifiers it has.
    [GeneratedRegex(@"\bvoid\s+Configure\s*\(\s*(?:[\w.]+\.)?IHostApplicationBuilder\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Configure { get; }

    [GeneratedRegex(@"^[ \t]*(?:public|internal|private|protected|file|abstract|sealed|static|partial|\s)*\b(?:class|record)\s+(?<name>\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Class { get; }

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Namespace { get; }

    /// <summary>Full names of the types that look like entry points, in ordinal order.</summary>
    /// <param name="folder">Absolute path of the project's folder.</param>
    public static ImmutableArray<string> Find(string folder) =>
    [
        .. FolderWalk.Entries(folder)
            .Where(path => path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            .Select(path => OptionalText.Read(path, LargestSource))
            .OfType<string>()
            .SelectMany(FindInText)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Full names of the types in one source that look like entry points.</summary>
    /// <param name="source">The text of a C# file.</param>
    public static IEnumerable<string> FindInText(string source)
    {
        var methods = Configure.Matches(source);
        if (methods.Count == 0)
        {
            yield break;
        }

        var declarations = Class.Matches(source).ToArray();
        var spaces = Namespace.Matches(source).ToArray();
        foreach (Match method in methods)
        {
            var declaration = Array.FindLast(declarations, match => match.Index < method.Index);
            if (declaration is null || !declaration.Value.Contains("public", StringComparison.Ordinal)
                || declaration.Value.Contains("abstract", StringComparison.Ordinal) || declaration.Value.Contains("static", StringComparison.Ordinal))
            {
                continue;
            }

            var name = declaration.Groups["name"].Value;
            var space = Array.FindLast(spaces, match => match.Index < declaration.Index)?.Groups["name"].Value;
            yield return space is null ? name : $"{space}.{name}";
        }
    }
}
