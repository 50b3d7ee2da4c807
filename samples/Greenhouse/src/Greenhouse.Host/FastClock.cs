namespace Greenhouse.Host;

/// <summary>A clock that runs faster than the real one. Modules take their time from <see cref="TimeProvider"/> and do not notice.</summary>
/// <param name="speed">Seconds of this clock in a real second.</param>
/// <param name="startHour">Hour of today at which it starts.</param>
internal sealed class FastClock(double speed, int startHour) : TimeProvider
{
    private readonly DateTimeOffset _start = new(DateTime.UtcNow.Date.AddHours(startHour), TimeSpan.Zero);
    private readonly long _startedAt = System.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _start + (System.GetElapsedTime(_startedAt) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Real(TimeSpan time) => time <= TimeSpan.Zero ? time : time / speed;

    private sealed class FastTimer(ITimer timer, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
