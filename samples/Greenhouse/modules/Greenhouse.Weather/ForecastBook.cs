using System.Collections.Frozen;
using Greenhouse.Contracts;

namespace Greenhouse.Weather;

/// <summary>The last forecast that came. Written by one, read by many, exchanged as a whole.</summary>
internal sealed class ForecastBook : IForecast
{
    private volatile Page _page = new(null, FrozenDictionary<DateOnly, DayForecast>.Empty);

    /// <summary>When the forecast came, or null.</summary>
    public DateTimeOffset? Fetched => _page.Fetched;

    public DayForecast? Find(DateOnly day) => _page.Days.GetValueOrDefault(day);

    public void Turn(IEnumerable<DayForecast> days, DateTimeOffset fetched) =>
        _page = new Page(fetched, days.ToFrozenDictionary(day => day.Day));

    private sealed record Page(DateTimeOffset? Fetched, FrozenDictionary<DateOnly, DayForecast> Days);
}
