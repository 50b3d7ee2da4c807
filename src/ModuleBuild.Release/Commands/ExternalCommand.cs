using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ModuleBuild.Release.Commands;

/// <summary>
/// Runs a command of the team: a program with its arguments, never through a shell. It ends with the process, or when its time is up, and takes
/// all that the process had started along.
/// </summary>
/// <param name="command">Program and arguments, each as it is: nothing is quoted or expanded.</param>
/// <param name="timeout">How long it may take.</param>
/// <param name="clock">The time.</param>
/// <param name="folder">Absolute path of the folder in which it runs; null for that of this process.</param>
public sealed class ExternalCommand(ImmutableArray<string> command, TimeSpan timeout, TimeProvider clock, string? folder = null)
{
    // What a process has printed is read at once; its children may hold its output open when it has long ended. Real time, whatever the clock:
    // it is the system that is waited for.
    private static readonly TimeSpan WaitForOutput = TimeSpan.FromSeconds(1);

    /// <summary>Most characters of the standard output that are kept; what comes after them is read and dropped.</summary>
    public int MostOutput { get; init; } = 1 << 20;

    /// <summary>Whether the tokens that git is given in variables are for this program, too; a command of the team gets none.</summary>
    public bool GetsGitTokens { get; init; }

    /// <summary>The program, for people. Its arguments are nobody's business: they may hold what is secret.</summary>
    public string Name => command.IsDefaultOrEmpty ? string.Empty : command[0];

    // "./deploy.sh" is meant from the folder in which it runs; systems look for it from where this process runs.
    private string ProgramPath => folder is not null && command[0].AsSpan().ContainsAny('/', Path.DirectorySeparatorChar) ? Path.GetFullPath(command[0], folder) : command[0];

    /// <summary>Runs the command. What goes wrong is told in the result; only cancellation is thrown, after the process was killed.</summary>
    /// <param name="input">Text for its standard input.</param>
    /// <param name="variables">Variables on top of this process's environment.</param>
    /// <param name="cancellation">Kills it.</param>
    public async Task<CommandResult> RunAsync(string input, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        if (command.IsDefaultOrEmpty || command[0].Length == 0)
        {
            return new CommandResult(null, string.Empty, "No command is named.");
        }

        try
        {
            using var process = Process.Start(StartOf(variables));
            return process is null ? new CommandResult(null, string.Empty, $"'{command[0]}' did not start.") : await FollowAsync(process, input, cancellation);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return new CommandResult(null, string.Empty, $"'{command[0]}' cannot be started: {e.Message.TrimEnd('.')}.");
        }
    }

    private ProcessStartInfo StartOf(IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(ProgramPath, command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = folder ?? string.Empty,
        };
        if (!GetsGitTokens)
        {
            GitTokens.RemoveFrom(start.Environment);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task<CommandResult> FollowAsync(Process process, string input, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var abandon = new CancellationTokenSource();
        var output = new CommandOutput(MostOutput);
        var writing = WriteAsync(process, input, abandon.Token);
        var reading = Task.WhenAll(output.ReadAsync(process.StandardOutput, isOutput: true, abandon.Token), output.ReadAsync(process.StandardError, isOutput: false, abandon.Token));
        try
        {
            await process.WaitForExitAsync(either.Token);
            await Task.WhenAny(reading, Task.Delay(WaitForOutput, either.Token));
            return new CommandResult(process.ExitCode, output.Text, null) { LastLines = output.LastLines };
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            cancellation.ThrowIfCancellationRequested();
            return new CommandResult(null, output.Text, FormattableString.Invariant($"It did not end within {timeout.TotalSeconds:0.###} s, and was killed.")) { LastLines = output.LastLines };
        }
        finally
        {
            await abandon.CancelAsync();
            await Task.WhenAll(writing, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A command that does not read its input is none the worse for it.
    private static async Task WriteAsync(Process process, string input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It has ended, or closed its input.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It ended by itself meanwhile.
        }
    }
}
