using System.CommandLine;
using System.Text;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Commands;

/// <summary>What every command is given besides its own arguments.</summary>
/// <param name="Parsed">The parsed arguments.</param>
/// <param name="Terminal">Where it writes.</param>
/// <param name="Format">How it writes findings.</param>
/// <param name="Cancellation">Set by Ctrl+C.</param>
internal sealed record CommandContext(ParseResult Parsed, Terminal Terminal, OutputFormat Format, CancellationToken Cancellation)
{
    /// <summary>The folder in which the process was started.</summary>
    public string CurrentFolder { get; } = Directory.GetCurrentDirectory();

    /// <summary>Writes findings in the format that was asked for.</summary>
    public FindingReport Report => new(Terminal, Terminal.Out, Format, CurrentFolder);

    /// <summary>The same on standard error, for commands whose result has standard output for itself.</summary>
    public FindingReport ErrorReport => new(Terminal, Terminal.Error, Format, CurrentFolder);

    /// <summary>Where a command says what it did: beside the findings for people, apart from them for programs.</summary>
    public TextWriter Messages => Format == OutputFormat.Text ? Terminal.Out : Terminal.Error;

    /// <summary>Whether <c>--verbose</c> was given.</summary>
    public bool Verbose => Parsed.GetValue(GlobalOptions.Verbose);

    /// <summary>Writes what a command made: to a file, or as it is to standard output.</summary>
    /// <param name="file">The file as it was written on the command line, or null.</param>
    /// <param name="content">Its bytes, UTF-8.</param>
    /// <returns>The exit code.</returns>
    public int WriteResult(string? file, ReadOnlySpan<byte> content)
    {
        if (file is null)
        {
            Terminal.Out.Write(Encoding.UTF8.GetString(content));
            return ExitCode.Success;
        }

        var failure = AtomicFile.Write(Path.GetFullPath(file, CurrentFolder), content);
        return failure is null ? ExitCode.Success : Report.Write([failure], [], null);
    }
}

/// <summary>Carries the terminal through System.CommandLine to the command.</summary>
/// <param name="terminal">Where the command writes.</param>
internal sealed class TerminalInvocation(Terminal terminal) : InvocationConfiguration
{
    /// <summary>Where the command writes.</summary>
    public Terminal Terminal => terminal;
}

/// <summary>Ties a command to what it does.</summary>
internal static class CommandExtensions
{
    /// <summary>Sets what a command does. It runs on another thread, so that Ctrl+C is answered at once.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Does it, and returns an exit code.</param>
    public static Command Runs(this Command command, Func<CommandContext, int> run)
    {
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var terminal = ((TerminalInvocation)parsed.InvocationConfiguration).Terminal;
                return run(new CommandContext(parsed, terminal, parsed.GetValue(GlobalOptions.Format), cancellation));
            },
            cancellation));
        return command;
    }
}
