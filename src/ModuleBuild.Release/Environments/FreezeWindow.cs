using System.Globalization;

namespace ModuleBuild.Release.Environments;

/// <summary>A time at which nothing changes in an environment.</summary>
/// <param name="Reason">Why.</param>
public abstract record FreezeWindow(string Reason)
{
    private const int MostWindowsInARow = 100;

    /// <summary>When the window ends that a moment is in, UTC; null where it is in none.</summary>
    /// <param name="now">The moment.</param>
    public abstract DateTimeOffset? EndAt(DateTimeOffset now);

    /// <summary>When no window of several holds any longer, and the window that holds now; null where none does.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="now">The moment.</param>
    public static (FreezeWindow Window, DateTimeOffset Until)? Find(IReadOnlyList<FreezeWindow> windows, DateTimeOffset now)
    {
        if (windows.FirstOrDefault(window => window.EndAt(now) is not null) is not { } first)
        {
            return null;
        }

        // One may begin where another ends, and end where that begins again: all of the week is frozen then.
        var until = now;
        for (var i = 0; i < MostWindowsInARow && windows.Select(window => window.EndAt(until)).Max() is { } end; i++)
        {
            until = end;
        }

        return (first, until);
    }
}

/// <summary>A freeze from one moment to another.</summary>
/// <param name="From">The first moment.</param>
/// <param name="Until">The first moment after it.</param>
/// <param name="Reason">Why.</param>
public sealed record FreezePeriod(DateTimeOffset From, DateTimeOffset Until, string Reason) : FreezeWindow(Reason)
{
    /// <inheritdoc/>
    public override DateTimeOffset? EndAt(DateTimeOffset now) => From <= now && now < Until ? Until.ToUniversalTime() : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Format(From)} to {Format(Until)}";

    private static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}

/// <summary>A freeze of every week, by the clocks of a time zone.</summary>
/// <param name="From">Its beginning, from Monday 00:00 on.</param>
/// <param name="Until">Its end, from Monday 00:00 on; where it is not after the beginning, it is in the next week.</param>
/// <param name="Zone">The time zone.</param>
/// <param name="Text">As written: <c>Fri 16:00 - Mon 08:00</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record WeeklyFreeze(TimeSpan From, TimeSpan Until, TimeZoneInfo Zone, string Text, string Reason) : FreezeWindow(Reason)
{
    /// <inheritdoc/>
    public override DateTimeOffset? EndAt(DateTimeOffset now)
    {
        var here = TimeZoneInfo.ConvertTime(now, Zone);
        var monday = here.Date.AddDays(-(((int)here.DayOfWeek + 6) % 7));
        foreach (var week in new[] { monday.AddDays(-7), monday })
        {
            var end = Moment(Until > From ? week + Until : week.AddDays(7) + Until);
            if (Moment(week + From) <= now && now < end)
            {
                return end;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"every week {Text} ({Zone.Id})";

    // In spring an hour is missing; in autumn one is there twice, and the later one counts.
    private DateTimeOffset Moment(DateTime local)
    {
        var clock = DateTime.SpecifyKind(Zone.IsInvalidTime(local) ? local.AddHours(1) : local, DateTimeKind.Unspecified);
        return new DateTimeOffset(clock, Zone.GetUtcOffset(clock)).ToUniversalTime();
    }
}
