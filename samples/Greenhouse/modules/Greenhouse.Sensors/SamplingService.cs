using System.Diagnostics.Metrics;
using Greenhouse.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenhouse.Sensors;

/// <summary>Measures every probe of the host in turn, at the set interval.</summary>
internal sealed partial class SamplingService(
    IEnumerable<IProbe> probes,
    ReadingBook book,
    IOptions<SensorsOptions> options,
    TimeProvider time,
    IMeterFactory meters,
    ILogger<SamplingService> logger) : BackgroundService
{
    private readonly (IProbe Probe, MedianFilter Filter)[] _probes =
        [.. probes.Select(probe => (probe, new MedianFilter(options.Value.MedianOf)))];

    private readonly Counter<long> _silent = meters.Create("Greenhouse.Sensors")
        .CreateCounter<long>("greenhouse.sensors.silent", "{measurement}", "Measurements to which a probe gave no answer.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Started(_probes.Length, options.Value.Interval);
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            foreach (var (probe, filter) in _probes)
            {
                Sample(probe, filter);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Sample(IProbe probe, MedianFilter filter)
    {
        var raw = probe.Measure();
        if (double.IsFinite(raw))
        {
            book.Add(new SensorReading(probe.Bed, probe.Quantity, filter.Next(raw), time.GetUtcNow()));
            return;
        }

        _silent.Add(1, new KeyValuePair<string, object?>("bed", probe.Bed), new("quantity", probe.Quantity.ToString()));
        Silent(probe.Quantity, probe.Bed);
    }

    [LoggerMessage(LogLevel.Information, "Sampling {Count} probes every {Interval}.")]
    private partial void Started(int count, TimeSpan interval);

    [LoggerMessage(LogLevel.Debug, "The {Quantity} probe of bed {Bed} gave no answer.")]
    private partial void Silent(Quantity quantity, string bed);
}
