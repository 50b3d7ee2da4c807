using Greenhouse.Contracts;
using Microsoft.Extensions.Options;

namespace Greenhouse.Irrigation;

/// <summary>What is known of a bed at the moment of a decision.</summary>
/// <param name="Bed">The bed.</param>
/// <param name="SoilMoisture">Percent.</param>
/// <param name="LastWatered">When it was last watered, or null.</param>
/// <param name="GivenToday">Litres that it has had since midnight.</param>
/// <param name="Now">The time, in the greenhouse's own time zone.</param>
/// <param name="Today">The forecast, or null.</param>
public sealed record BedState(
    Bed Bed, double SoilMoisture, DateTimeOffset? LastWatered, double GivenToday, DateTimeOffset Now, DayForecast? Today);

/// <summary>What shall be done.</summary>
/// <param name="Litres">0 where the bed gets nothing.</param>
/// <param name="Reason">Half a sentence for the log.</param>
public sealed record WateringDecision(double Litres, string Reason);

/// <summary>Decides how much water a bed gets. A pure function of the bed's state and the settings.</summary>
/// <param name="options">The settings.</param>
public sealed class WateringPlanner(IOptions<IrrigationOptions> options)
{
    private const double HotFrom = 28;
    private const double MorePerDegree = 0.05;
    private const double MostForHeat = 1.4;

    private readonly IrrigationOptions _options = options.Value;

    /// <summary>Decides.</summary>
    /// <param name="state">What is known of the bed.</param>
    public WateringDecision Decide(BedState state)
    {
        ArgumentNullException.ThrowIfNull(state);

        if (state.SoilMoisture >= _options.DryBelow)
        {
            return new WateringDecision(0, "moist enough");
        }

        if (state.Now - state.LastWatered < _options.SoakFor)
        {
            return new WateringDecision(0, "the last water is still soaking in");
        }

        if (state.Now.Hour >= _options.NoonFrom && state.Now.Hour < _options.NoonTo)
        {
            return new WateringDecision(0, "not at noon");
        }

        var area = state.Bed.SquareMetres;
        var left = (_options.DailyLimit * area) - state.GivenToday;
        if (left <= 0)
        {
            return new WateringDecision(0, "has had its share of today");
        }

        var wanted = (_options.WetAt - state.SoilMoisture) * _options.LitresPerPercent * area * HeatFactor(state.Today);
        return wanted <= left
            ? new WateringDecision(wanted, "dry")
            : new WateringDecision(left, "dry, and the rest of today's share");
    }

    /// <summary>On a hot day more evaporates than the soil moisture tells yet: 5 % more a degree, 40 % at most.</summary>
    private static double HeatFactor(DayForecast? today) => today is null
        ? 1
        : Math.Clamp(1 + ((today.MaximumTemperature - HotFrom) * MorePerDegree), 1, MostForHeat);
}
