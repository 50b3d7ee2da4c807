using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Resolution;

namespace ModuleBuild.Cli.Resolution;

/// <summary>How far a resolution is, on standard error; nothing where nobody watches, and nothing for short work.</summary>
/// <param name="terminal">Where it is shown.</param>
internal sealed class ProgressLine(Terminal terminal) : IProgress<ResolutionProgress>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private long _lastShown = Stopwatch.GetTimestamp();
    private bool _isShown;

    /// <inheritdoc/>
    public void Report(ResolutionProgress value)
    {
        lock (_lock)
        {
            if (terminal.Interactive && Stopwatch.GetElapsedTime(_lastShown) > Patience)
            {
                terminal.Error.Write(string.Create(
                    CultureInfo.InvariantCulture, $"\r\e[KResolving: {value.Packages} packages, {value.Versions} versions known, {value.Waiting} asked for"));
                _lastShown = Stopwatch.GetTimestamp();
                _isShown = true;
            }
        }
    }

    /// <summary>Takes the line off the screen.</summary>
    public void Dispose()
    {
        if (_isShown)
        {
            terminal.Error.Write("\r\e[K");
        }
    }
}
