using System.Runtime.InteropServices;

namespace ModuleBuild.Cli;

/// <summary>
/// Turns Ctrl+C, and the request of an operating system to end, into a cancellation. A command that does not end by itself soon
/// after is ended: files are only ever replaced whole, so nothing is left half done.
/// </summary>
internal sealed class ProcessCancellation : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <summary>Starts to listen.</summary>
    public ProcessCancellation()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    /// <summary>Set when the process is to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
        new Thread(() =>
        {
            Thread.Sleep(Grace);
            Environment.Exit(ExitCode.Cancelled);
        })
        { IsBackground = true }.Start();
    }
}
