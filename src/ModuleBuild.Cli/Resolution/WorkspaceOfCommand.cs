using System.CommandLine;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;

namespace ModuleBuild.Cli.Resolution;

/// <summary>The workspace that a command is about.</summary>
internal static class WorkspaceOfCommand
{
    /// <summary><c>--workspace PATH</c>, for commands whose arguments are ids.</summary>
    public static Option<string?> Option()
    {
        var option = ModuleArguments.File("--workspace", "A folder, project or module.json of the workspace. Default: the current folder.");
        option.Aliases.Add("-w");
        option.HelpName = "PATH";
        return option;
    }

    /// <summary>Finds the folder whose lock counts.</summary>
    /// <param name="path">A folder, a project, a <c>module.json</c> or a <c>modulebuild.json</c>; null for the current folder.</param>
    /// <param name="currentFolder">Absolute path that a relative one starts from.</param>
    /// <returns>Absolute path.</returns>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find(string? path, string currentFolder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path ?? ".", currentFolder));
        if (!Path.Exists(full))
        {
            throw new UsageException($"'{path}' does not exist. Give a folder, a project or a module.json.");
        }

        var root = Workspace.FindRoot(Directory.Exists(full) ? full : Path.GetDirectoryName(full)!);
        string[] marks = [Workspace.FileName, ModuleInputs.ManifestName, WorkspaceLock.FileName];
        return marks.Any(mark => File.Exists(Path.Combine(root, mark)))
            ? root
            : throw new UsageException(
                $"There is no module.json in {(path is null ? "this folder" : $"'{path}'")}, and no modulebuild.json in it or above. Write {{}} into modulebuild.json in the folder that holds your modules.");
    }
}
