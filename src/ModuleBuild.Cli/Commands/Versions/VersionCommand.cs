using System.CommandLine;

namespace ModuleBuild.Cli.Commands.Versions;

/// <summary><c>modulebuild version</c>: which version comes next, and what it brings.</summary>
internal static class VersionCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "version",
        "Tells which version comes next and why, and writes the notes of a release.",
        "modulebuild version next src/Acme.Orders",
        "modulebuild version notes Acme.Orders.1.2.0.nupkg Acme.Orders.1.3.0.nupkg")
    {
        VersionNextCommand.Create(),
        VersionNotesCommand.Create(),
    };
}
