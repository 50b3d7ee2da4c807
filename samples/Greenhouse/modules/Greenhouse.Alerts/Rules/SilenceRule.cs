using Greenhouse.Contracts;
using Greenhouse.Sensors;
using Microsoft.Extensions.Options;

namespace Greenhouse.Alerts;

/// <summary>No probe of a bed has said anything for too long.</summary>
internal sealed class SilenceRule(IOptions<AlertsOptions> options, TimeProvider time) : IAlertRule
{
    private readonly DateTimeOffset _born = time.GetUtcNow();

    public string Name => "silence";

    public Concern? Judge(Bed bed, ISensorReadings readings, DateTimeOffset now)
    {
        var last = Enum.GetValues<Quantity>()
            .Select(quantity => readings.Latest(bed.Name, quantity)?.Time)
            .Max() ?? _born;
        return now - last > options.Value.SilentAfter
            ? new Concern(NoticeLevel.Critical, FormattableString.Invariant($"Bed {bed.Name} has been silent since {last:u}."))
            : null;
    }
}
