namespace ModuleBuild.Cli.Projects;

/// <summary>What a path on the command line came down to: a manifest by itself, or a project that is to be evaluated.</summary>
/// <param name="Path">Absolute path of the manifest or of the project file.</param>
/// <param name="IsProject">Which of the two.</param>
internal sealed record ModuleInput(string Path, bool IsProject);
