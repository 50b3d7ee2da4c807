using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli;

/// <summary>Turns however a command ends into an exit code, and into words where it did not end by itself.</summary>
internal static class Ending
{
    /// <summary>Runs a command to its end.</summary>
    /// <param name="terminal">Where it is told.</param>
    /// <param name="verbose">Whether the trace of a bug is shown.</param>
    /// <param name="run">The command.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Of(Terminal terminal, bool verbose, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (UsageException e)
        {
            terminal.Error.WriteLine(e.Message);
            return ExitCode.Usage;
        }
#pragma warning disable CA1031 // The last resort of the program: whatever was not foreseen is a bug, and is reported as one.
        catch (Exception e)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine($"modulebuild stopped because of a bug of its own: {e.GetType().Name}: {e.Message}");
            terminal.Error.WriteLine(verbose ? e.ToString() : "Run it again with --verbose to see where.");
            terminal.Error.WriteLine($"Please report it with that output: {ProjectLinks.Repository}/issues");
            return ExitCode.InternalError;
        }
    }
}
