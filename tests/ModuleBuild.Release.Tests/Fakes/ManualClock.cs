namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>A clock that a test sets; waiting takes no time, and moves it on.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _now = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <summary>Called before somebody waits; or null.</summary>
    public Action? BeforeWait { get; set; }

    /// <summary>Sets the clock on, or back.</summary>
    public void Move(TimeSpan by)
    {
        lock (_lock)
        {
            _now += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Short waits end at once; a limit of minutes is real time, which no test reaches.
        if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(10))
        {
            BeforeWait?.Invoke();
            Move(dueTime);
            dueTime = TimeSpan.Zero;
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
