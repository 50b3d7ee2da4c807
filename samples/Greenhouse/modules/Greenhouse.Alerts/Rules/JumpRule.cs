using Greenhouse.Contracts;
using Greenhouse.Sensors;
using Microsoft.Extensions.Options;

namespace Greenhouse.Alerts;

/// <summary>The temperature of a bed changes faster than weather does.</summary>
internal sealed class JumpRule(IOptions<AlertsOptions> options) : IAlertRule
{
    private readonly AlertsOptions _options = options.Value;

    public string Name => "jump";

    public Concern? Judge(Bed bed, ISensorReadings readings, DateTimeOffset now)
    {
        var values = readings.Between(now - _options.JumpWithin, now)
            .Where(reading => reading.Bed == bed.Name && reading.Quantity == Quantity.AirTemperature)
            .Select(reading => reading.Value)
            .ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var jump = values.Max() - values.Min();
        return jump > _options.JumpDegrees
            ? new Concern(
                NoticeLevel.Warning,
                FormattableString.Invariant(
                    $"Bed {bed.Name} went through {jump:F1} °C in {_options.JumpWithin}: look for an open door or a broken heater."))
            : null;
    }
}
