using System.CommandLine;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild completion SHELL</c>: the few lines that teach a shell to complete commands and options.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh.", HelpName = "SHELL" };
        shell.AcceptOnlyFromAmong(Shells);
        return new DocumentedCommand(
            "completion",
            "Prints the script that completes 'modulebuild' in a shell.",
            "source <(modulebuild completion bash)") { shell }.Runs(context =>
        {
            context.Terminal.Out.Write(EmbeddedText.Find($"completion/{context.Parsed.GetValue(shell)}"));
            return ExitCode.Success;
        });
    }
}
