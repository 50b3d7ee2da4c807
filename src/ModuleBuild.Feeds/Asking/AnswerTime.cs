namespace ModuleBuild.Feeds.Asking;

/// <summary>
/// The time that an answer may take, with all that is tried again. Waiting for a turn does not count. What arrives lengthens it: a large
/// file on a slow line is no silence, but a server that gives a byte a minute is.
/// </summary>
internal sealed class AnswerTime : IDisposable
{
    private const double BytesPerSecond = 64 * 1024;

    private readonly TimeSpan _limit;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _source;
    private long _began;
    private long _received;
    private bool _isRunning;

    /// <param name="limit">How long silence may last.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Whoever asks may stop before.</param>
    public AnswerTime(TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        _limit = limit;
        _clock = clock;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Cancelled when the time is up, or nobody asks any more.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What is left; negative when it is up.</summary>
    public TimeSpan Left => _limit + TimeSpan.FromSeconds(_received / BytesPerSecond) - _clock.GetElapsedTime(_began);

    /// <summary>Starts the clock, the first time.</summary>
    public void Begin()
    {
        if (!_isRunning)
        {
            _isRunning = true;
            _began = _clock.GetTimestamp();
            _source.CancelAfter(_limit);
        }
    }

    /// <summary>Something arrived.</summary>
    /// <param name="bytes">How much.</param>
    public void Receive(int bytes)
    {
        _received += bytes;
        if (Left is var left && left > TimeSpan.Zero)
        {
            _source.CancelAfter(left);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
