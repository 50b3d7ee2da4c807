using System.Diagnostics;
using System.Globalization;

namespace ModuleBuild.Cli.Output;

/// <summary>Counts on standard error while long work goes on; nothing where nobody watches, and nothing for short work.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="verb">What is done, for example <c>Validating</c>.</param>
/// <param name="total">How many there are.</param>
internal sealed class Progress(Terminal terminal, string verb, int total) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private long _lastShown = Stopwatch.GetTimestamp();
    private int _done;
    private bool _isShown;

    /// <summary>One more is done. May be called from several threads.</summary>
    public void Advance()
    {
        lock (_lock)
        {
            _done++;
            if (terminal.Interactive && Stopwatch.GetElapsedTime(_lastShown) > Patience)
            {
                terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{verb} {_done}/{total}"));
                _lastShown = Stopwatch.GetTimestamp();
                _isShown = true;
            }
        }
    }

    /// <summary>Takes the count off the screen.</summary>
    public void Dispose()
    {
        if (_isShown)
        {
            terminal.Error.Write("\r\e[K");
        }
    }
}
