using System.Collections.Immutable;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Projects;

/// <summary>Turns paths as they are written on a command line into manifests and projects.</summary>
internal static class ModuleInputs
{
    /// <summary>Name of a manifest.</summary>
    public const string ManifestName = "module.json";

    private static readonly string[] ProjectExtensions = [".csproj", ".fsproj", ".vbproj"];

    private static readonly string[] SolutionExtensions = [".sln", ".slnx", ".slnf"];

    /// <summary>Finds what is meant.</summary>
    /// <param name="paths">Files, folders and patterns; none means the current folder.</param>
    /// <param name="currentFolder">Absolute path that relative ones start from.</param>
    /// <returns>Each once, in the ordinal order of paths; never none.</returns>
    /// <exception cref="UsageException">A path does not exist, or nothing was found.</exception>
    public static ImmutableArray<ModuleInput> Find(IReadOnlyList<string> paths, string currentFolder)
    {
        var found = new Dictionary<string, ModuleInput>(StringComparer.Ordinal);
        foreach (var path in paths.Count == 0 ? ["."] : paths)
        {
            var any = false;
            foreach (var input in Expand(path, currentFolder))
            {
                any = true;
                found.TryAdd(input.Path, input);
            }

            if (!any)
            {
                throw new UsageException(NothingFound(path));
            }
        }

        return [.. found.Values.OrderBy(input => input.Path, StringComparer.Ordinal)];
    }

    /// <summary>Whether a file name is a project's.</summary>
    /// <param name="path">A path.</param>
    public static bool IsProject(string path) => ProjectExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The project whose manifest an input is.</summary>
    /// <param name="manifest">A manifest.</param>
    /// <exception cref="UsageException">None stands beside it, or more than one.</exception>
    public static ModuleInput ProjectOf(ModuleInput manifest)
    {
        var folder = Path.GetDirectoryName(manifest.Path)!;
        return new(SingleProject.Find(folder, currentFolder: folder), IsProject: true);
    }

    private static IEnumerable<ModuleInput> Expand(string path, string currentFolder)
    {
        var full = Path.GetFullPath(path, currentFolder);
        if (Directory.Exists(full))
        {
            return Manifests(full);
        }

        if (File.Exists(full))
        {
            return ExpandFile(full);
        }

        return PathPattern.TryParse(path, currentFolder) is { } pattern
            ? pattern.Matches().SelectMany(match => ExpandMatch(match, pattern))
            : throw new UsageException($"'{path}' does not exist. Give a module.json, a folder, a pattern such as 'src/**/module.json', a project or a solution.");
    }

    private static IEnumerable<ModuleInput> ExpandFile(string file) =>
        IsSolution(file) ? SolutionProjects.WithManifest(file).Select(project => new ModuleInput(project, IsProject: true))
        : [new ModuleInput(file, IsProject(file))];

    // A pattern may match anything: what is neither a module nor leads to one is passed over, unless the pattern asks for JSON by name.
    private static IEnumerable<ModuleInput> ExpandMatch(string match, PathPattern pattern)
    {
        if (Directory.Exists(match))
        {
            return Manifests(match);
        }

        var isMeant = IsProject(match) || IsSolution(match) || Path.GetFileName(match) == ManifestName
            || (pattern.AsksForJson && Path.GetExtension(match).Equals(".json", StringComparison.OrdinalIgnoreCase));
        return isMeant ? ExpandFile(match) : [];
    }

    private static IEnumerable<ModuleInput> Manifests(string folder) =>
        FolderWalk.FilesNamed(folder, ManifestName).Select(file => new ModuleInput(file, IsProject: false));

    private static bool IsSolution(string path) => SolutionExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string NothingFound(string path) => path == "."
        ? "There is no module.json in this folder or below it. Run 'modulebuild init' beside a project to write one."
        : $"There is no module.json in '{path}'.";
}
