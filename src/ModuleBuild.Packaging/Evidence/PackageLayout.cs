using System.Collections.Immutable;

namespace ModuleBuild.Packaging.Evidence;

/// <summary>
/// Where <c>dotnet pack</c> will put files. It decides this inside its own task, at the moment in which it writes the package, so
/// the rule is repeated here; the end-to-end tests compare it with real packages.
/// See https://learn.microsoft.com/nuget/reference/msbuild-targets#pack-scenarios.
/// </summary>
public static class PackageLayout
{
    /// <summary>Paths of content and other items.</summary>
    /// <param name="items">The items, without excluded ones.</param>
    /// <param name="projectFolder">Absolute path of the project's folder.</param>
    /// <param name="contentFolders">$(ContentTargetFolders), split.</param>
    /// <param name="targetFrameworks">Short names of the frameworks of the package.</param>
    public static ImmutableArray<PackagedFile> Place(
        IEnumerable<PackItem> items, string projectFolder, IReadOnlyList<string> contentFolders, IReadOnlyList<string> targetFrameworks) =>
        [.. items.SelectMany(item => PathsOf(item, projectFolder, contentFolders, targetFrameworks)
            .Select(path => new PackagedFile(item.SourcePath, path)))];

    /// <summary>Paths of build outputs.</summary>
    /// <param name="outputs">The outputs of all target frameworks.</param>
    /// <param name="folders">$(BuildOutputTargetFolder), split.</param>
    /// <param name="extensions">$(AllowedOutputExtensionsInPackageBuildOutputFolder), split: pack leaves out all others.</param>
    public static ImmutableArray<PackagedFile> Place(
        IEnumerable<BuildOutput> outputs, IReadOnlyList<string> folders, IReadOnlyList<string> extensions) =>
    [
        .. from output in outputs
           where extensions.Contains(Path.GetExtension(output.TargetPath), StringComparer.OrdinalIgnoreCase)
           from folder in folders
           select new PackagedFile(output.SourcePath, $"{folder}/{output.TargetFramework}/{output.TargetPath}".Replace('\\', '/')),
    ];

    private static IEnumerable<string> PathsOf(
        PackItem item, string projectFolder, IReadOnlyList<string> contentFolders, IReadOnlyList<string> targetFrameworks)
    {
        var fileName = Path.GetFileName(item.SourcePath);
        var folders = item.PackagePath is null
            ? contentFolders.Select(folder => Join(folder, RelativeFolder(item, projectFolder)))
            : item.PackagePath.Length == 0 ? [string.Empty] : Split(item.PackagePath);
        return folders
            .Select(Slashes)
            .SelectMany(folder => PerFramework(folder, item, targetFrameworks))
            .Select(folder => NamesFile(folder, fileName) ? folder : Join(Join(folder, Slashes(item.PackagePath is null ? "" : item.RecursiveDirectory)), fileName))
            .Distinct(StringComparer.Ordinal);
    }

    // contentFiles/ is a folder per language and framework: contentFiles/any/net10.0/.
    private static IEnumerable<string> PerFramework(string folder, PackItem item, IReadOnlyList<string> targetFrameworks)
    {
        var isContentFiles = folder.TrimEnd('/') == "contentFiles"
            || (item.PackagePath is null && folder.StartsWith("contentFiles/", StringComparison.Ordinal));
        if (!isContentFiles)
        {
            return [folder];
        }

        var language = item.BuildAction.Equals("Compile", StringComparison.OrdinalIgnoreCase) ? "cs" : "any";
        var rest = folder.TrimEnd('/').Length > "contentFiles".Length ? folder["contentFiles/".Length..] : string.Empty;
        return targetFrameworks.Select(framework => Join($"contentFiles/{language}/{framework}", rest));
    }

    // A package path with the file's own extension names the file, not a folder.
    private static bool NamesFile(string path, string fileName) =>
        Path.GetExtension(fileName) is { Length: > 0 } extension
        && !path.EndsWith('/')
        && extension.Equals(Path.GetExtension(path), StringComparison.OrdinalIgnoreCase);

    private static string RelativeFolder(PackItem item, string projectFolder)
    {
        var relative = Path.GetRelativePath(projectFolder, item.SourcePath);
        var inside = !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
        return inside ? Slashes(Path.GetDirectoryName(relative) ?? string.Empty) : string.Empty;
    }

    private static string[] Split(string list) =>
        list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Slashes(string path) => path.Replace('\\', '/').TrimStart('/');

    private static string Join(string folder, string name) =>
        folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder.TrimEnd('/')}/{name}";
}
