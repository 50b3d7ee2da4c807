using Greenhouse.Contracts;
using Greenhouse.Sensors;
using Microsoft.Extensions.Options;

namespace Greenhouse.Alerts;

/// <summary>Too cold, too hot, too damp.</summary>
internal sealed class BoundsRule(IOptions<AlertsOptions> options) : IAlertRule
{
    private readonly AlertsOptions _options = options.Value;

    public string Name => "bounds";

    public Concern? Judge(Bed bed, ISensorReadings readings, DateTimeOffset now)
    {
        var temperature = readings.Latest(bed.Name, Quantity.AirTemperature)?.Value;
        var humidity = readings.Latest(bed.Name, Quantity.AirHumidity)?.Value;
        return (temperature, humidity) switch
        {
            ({ } degrees, _) when degrees < _options.ColdBelow => Critical(bed, $"too cold: {degrees:F1} °C"),
            ({ } degrees, _) when degrees > _options.HotAbove => Critical(bed, $"too hot: {degrees:F1} °C"),
            (_, { } percent) when percent > _options.DampAbove => Warning(bed, $"too damp: {percent:F0} % humidity"),
            _ => null,
        };
    }

    private static Concern Critical(Bed bed, FormattableString what) =>
        new(NoticeLevel.Critical, FormattableString.Invariant($"Bed {bed.Name} ({bed.Crop}) is {FormattableString.Invariant(what)}."));

    private static Concern Warning(Bed bed, FormattableString what) =>
        new(NoticeLevel.Warning, FormattableString.Invariant($"Bed {bed.Name} ({bed.Crop}) is {FormattableString.Invariant(what)}."));
}
