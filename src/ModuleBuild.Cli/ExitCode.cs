namespace ModuleBuild.Cli;

/// <summary>How the process ends. The numbers are documented in <c>docs/cli.md</c> and never change their meaning.</summary>
internal static class ExitCode
{
    /// <summary>Done, and no error was found.</summary>
    public const int Success = 0;

    /// <summary>Errors were found (or warnings, with <c>--warnaserror</c>).</summary>
    public const int Findings = 1;

    /// <summary>The command line cannot be carried out as it was written.</summary>
    public const int Usage = 2;

    /// <summary>A bug of this program.</summary>
    public const int InternalError = 3;

    /// <summary>An operation waits for a time or a person.</summary>
    public const int Waiting = 4;

    /// <summary>Stopped by Ctrl+C, as shells count it: 128 + SIGINT.</summary>
    public const int Cancelled = 130;
}
