namespace Greenhouse.Contracts;

/// <summary>
/// The weather to come. A module brings it; those who use it must live without it, and ask for it with <c>GetService</c>.
/// </summary>
public interface IForecast
{
    /// <summary>The forecast for a day, from memory: never waits for the network.</summary>
    /// <param name="day">The day, in the greenhouse's own time zone.</param>
    /// <returns>The forecast; null where there is none for this day.</returns>
    DayForecast? Find(DateOnly day);
}

/// <summary>One day's weather.</summary>
/// <param name="Day">The day.</param>
/// <param name="MaximumTemperature">Degrees Celsius.</param>
/// <param name="SunshineHours">0 to 24.</param>
/// <param name="RainMillimetres">Sum of the day.</param>
public sealed record DayForecast(DateOnly Day, double MaximumTemperature, double SunshineHours, double RainMillimetres);
