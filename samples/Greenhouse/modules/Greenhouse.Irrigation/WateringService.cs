using Greenhouse.Contracts;
using Greenhouse.Sensors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Greenhouse.Irrigation;

/// <summary>Follows the soil moisture of every bed and waters those that the planner finds dry.</summary>
internal sealed partial class WateringService(
    ISensorReadings readings,
    IGreenhouse greenhouse,
    IActuators actuators,
    INoticeBoard board,
    IEnumerable<IWateringVeto> vetoes,
    WateringPlanner planner,
    WaterLedger ledger,
    TimeProvider time,
    IServiceProvider services,
    ILogger<WateringService> logger) : BackgroundService
{
    private readonly Dictionary<string, Bed> _beds = greenhouse.Beds.ToDictionary(bed => bed.Name, StringComparer.Ordinal);

    // The weather module is optional: without it every day is an ordinary one.
    private readonly IForecast? _forecast = services.GetService<IForecast>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var reading in readings.ReadAllAsync(stoppingToken))
        {
            if (reading.Quantity == Quantity.SoilMoisture && _beds.TryGetValue(reading.Bed, out var bed))
            {
                await ConsiderAsync(bed, reading.Value, stoppingToken);
            }
        }
    }

    private async Task ConsiderAsync(Bed bed, double moisture, CancellationToken cancellationToken)
    {
        var now = time.GetLocalNow();
        var today = DateOnly.FromDateTime(now.DateTime);
        var decision = planner.Decide(new BedState(
            bed, moisture, ledger.LastWatered(bed.Name), ledger.GivenOn(today, bed.Name), now, _forecast?.Find(today)));
        if (decision.Litres <= 0)
        {
            LeftDry(bed.Name, decision.Reason);
            return;
        }

        if (vetoes.Select(veto => veto.Against(bed, decision.Litres)).FirstOrDefault(reason => reason is not null) is { } reason)
        {
            LeftDry(bed.Name, reason);
            return;
        }

        var given = await actuators.WaterAsync(bed.Name, decision.Litres, cancellationToken);
        ledger.Record(now, bed.Name, decision.Litres, given);
        Watered(bed.Name, given, moisture, decision.Reason);
        if (given < decision.Litres)
        {
            board.Post(new Notice(
                NoticeLevel.Critical, "Greenhouse.Irrigation",
                FormattableString.Invariant($"Bed {bed.Name} wanted {decision.Litres:F1} l and got {given:F1} l: the tank is running dry."),
                now));
        }
    }

    [LoggerMessage(LogLevel.Information, "Bed {Bed} got {Litres:F1} l at {Moisture:F1} % soil moisture: {Reason}.")]
    private partial void Watered(string bed, double litres, double moisture, string reason);

    [LoggerMessage(LogLevel.Debug, "Bed {Bed} got nothing: {Reason}.")]
    private partial void LeftDry(string bed, string reason);
}
