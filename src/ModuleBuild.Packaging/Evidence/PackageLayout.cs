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
    /// <param name="targetFrameworks">The frameworks of the package, as the project names them.</param>
    /// <param name="frameworkFolders">How the package names them.</param>
    public static ImmutableArray<PackagedFile> Place(
        IEnumerable<PackItem> items,
        string projectFolder,
        IReadOnlyList<string> contentFolders,
        IEnumerable<string> targetFrameworks,
        FrameworkFolders frameworkFolders)
    {
        string[] frameworks = [.. targetFrameworks.Select(frameworkFolders.Of)];
        return [.. items.SelectMany(item => PathsOf(item, projectFolder, contentFolders, frameworks)
            .Select(path => new PackagedFile(item.SourcePath, path)))];
    }

    /// <summary>Paths of build outputs.</summary>
    /// <param name="outputs">The outputs of all target frameworks.</param>
    /// <param name="folders">$(BuildOutputTargetFolder), split.</param>
    /// <param name="extensions">$(AllowedOutputExtensionsInPackageBuildOutputFolder), split: pack leaves out all others.</param>
    /// <param name="frameworkFolders">How the package names the frameworks.</param>
    public static ImmutableArray<PackagedFile> Place(
        IEnumerable<BuildOutput> outputs, IReadOnlyList<string> folders, IReadOnlyList<string> extensions, FrameworkFolders frameworkFolders) =>
    [
        .. from output in outputs
           where extensions.Contains(Path.GetExtension(output.TargetPath), StringComparer.OrdinalIgnoreCase)
           from folder in folders
           select new PackagedFile(output.SourcePath, $"{folder}/{frameworkFolders.Of(output.TargetFramework)}/{output.TargetPath}".Replace('\\', '/')),
    ];

    private static IEnumerable<string> PathsOf(
        PackItem item, string projectFolder, IReadOnlyList<string> contentFolders, IReadOnlyList<string> targetFrameworks)
    {
        var fileName = Path.GetFileName(item.SourcePath);
        var folders = item.PackagePath is null
            ? contentFolders
                .Select(folder => Slashes(Join(folder, RelativeFolder(item, projectFolder))))
                .SelectMany(folder => PerFramework(folder, item, targetFrameworks))
            : item.PackagePath.Length == 0 ? [string.Empty] : Split(item.PackagePath).Select(Slashes);
        return folders
            .Select(folder => NamesFile(folder, fileName) ? folder : Join(Join(folder, Slashes(item.PackagePath is null ? "" : item.RecursiveDirectory)), fileName))
            .Distinct(StringComparer.Ordinal);
    }

    // Where the project leaves the place to pack, contentFiles/ is a folder per language and framework: contentFiles/any/net10.0/.
    private static IEnumerable<string> PerFramework(string folder, PackItem item, IReadOnlyList<string> targetFrameworks)
    {
        if (!$"{folder.TrimEnd('/')}/".StartsWith("contentFiles/", StringComparison.Ordinal))
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
