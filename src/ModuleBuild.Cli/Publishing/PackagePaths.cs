using System.Collections.Immutable;
using ModuleBuild.Cli.Projects;

namespace ModuleBuild.Cli.Publishing;

/// <summary>Which packages are meant by what stands on the command line.</summary>
internal static class PackagePaths
{
    private const string Extension = ".nupkg";

    /// <summary>Finds them.</summary>
    /// <param name="paths">Packages, folders, patterns; none for the current folder.</param>
    /// <param name="currentFolder">Absolute path that they start from.</param>
    /// <returns>Absolute paths, each once, in ordinal order.</returns>
    /// <exception cref="UsageException">One of them leads to no package.</exception>
    public static ImmutableArray<string> Find(IReadOnlyCollection<string> paths, string currentFolder) =>
    [
        .. paths.DefaultIfEmpty(".").SelectMany(path => FindOne(path, currentFolder)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static List<string> FindOne(string path, string currentFolder)
    {
        var full = Path.GetFullPath(path, currentFolder);
        if (File.Exists(full))
        {
            return IsPackage(full) ? [full] : throw new UsageException($"'{path}' is no .nupkg. Symbols are published with the package beside which they stand.");
        }

        var found = Directory.Exists(full) ? Directory.EnumerateFiles(full).Where(IsPackage)
            : PathPattern.TryParse(path, currentFolder)?.Matches().Where(match => File.Exists(match) && IsPackage(match))
            ?? throw new UsageException($"There is no '{path}'.");
        var packages = found.ToList();
        return packages.Count > 0 ? packages : throw new UsageException($"There is no .nupkg in '{path}'. Pack first: 'dotnet pack'. Packages in folders below are found by a pattern, such as 'artifacts/**/*.nupkg'.");
    }

    // *.symbols.nupkg is what symbols were before .snupkg.
    private static bool IsPackage(string path) =>
        path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".symbols" + Extension, StringComparison.OrdinalIgnoreCase);
}
