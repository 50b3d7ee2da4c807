using System.CommandLine;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env</c>: the places where sets run.</summary>
internal static class EnvCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("env", "Makes and shows environments: the places where sets of modules run.", "modulebuild env init", "modulebuild env add staging --from dev --path ../run/staging")
    {
        EnvInitCommand.Create(),
        EnvAddCommand.Create(),
        EnvListCommand.Create(),
        EnvShowCommand.Create(),
        StatusCommand.CreateForEnvironments(),
        EnvDiffCommand.Create(),
        EnvHistoryCommand.Create(),
        EnvSettingsCommand.Create(),
        EnvRemoveCommand.Create(),
        EnvApplyCommand.Create(),
        EnvCheckCommand.Create(),
    };
}
