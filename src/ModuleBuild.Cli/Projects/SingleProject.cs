namespace ModuleBuild.Cli.Projects;

/// <summary>The one project that a command is about.</summary>
internal static class SingleProject
{
    /// <summary>Finds it.</summary>
    /// <param name="path">A project, a folder that holds one, or null for the current folder.</param>
    /// <param name="currentFolder">Absolute path that a relative one starts from.</param>
    /// <returns>Absolute path of the project file.</returns>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public static string Find(string? path, string currentFolder)
    {
        var full = Path.GetFullPath(path ?? ".", currentFolder);
        if (File.Exists(full))
        {
            return ModuleInputs.IsProject(full) ? full : throw new UsageException($"'{path}' is not a project. Give a .csproj, .fsproj or .vbproj.");
        }

        if (!Directory.Exists(full))
        {
            throw new UsageException($"'{path}' does not exist. Give a project, or a folder that holds one.");
        }

        var where = path is null ? "this folder" : $"'{path}'";
        return In(full) switch
        {
            [var only] => only,
            [] => throw new UsageException($"There is no project in {where}. Give the project, or the folder that holds it."),
            var several => throw new UsageException(
                $"There are {several.Length} projects in {where}: {string.Join(", ", several.Select(Path.GetFileName))}. Give the one that you mean."),
        };
    }

    /// <summary>The projects that stand in a folder, in ordinal order.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    public static string[] In(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(ModuleInputs.IsProject).Order(StringComparer.Ordinal)];
}
