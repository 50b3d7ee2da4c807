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

/// <summary>Carries through System.CommandLine to the command what is not an argument.</summary>
/// <param name="terminal">Where the command writes.</param>
/// <param name="cancellation">Set by Ctrl+C.</param>
internal sealed class TerminalInvocation(Terminal terminal, CancellationToken cancellation) : InvocationConfiguration
{
    /// <summary>Where the command writes.</summary>
    public Terminal Terminal => terminal;

    /// <summary>Set by Ctrl+C.</summary>
    public CancellationToken Cancellation => cancellation;
}

/// <summary>Ties a command to what it does.</summary>
internal static class CommandExtensions
{
    /// <summary>Sets what a command does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Does it, and returns an exit code.</param>
    public static Command Runs(this Command command, Func<CommandContext, int> run)
    {
        command.SetAction(parsed =>
        {
            var invocation = (TerminalInvocation)parsed.InvocationConfiguration;
            return run(new CommandContext(parsed, invocation.Terminal, GlobalOptions.FormatOf(parsed), invocation.Cancellation));
        });
        return command;
    }

    /// <summary>Sets what a command does that waits for others.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Does it, and returns an exit code.</param>
    public static Command Runs(this Command command, Func<CommandContext, Task<int>> run) =>
        command.Runs(context => run(context).GetAwaiter().GetResult());
}
