using Greenhouse.Sensors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenhouse.Reports;

/// <summary>Writes today's report at the set interval, and once more when the host stops.</summary>
internal sealed partial class ReportService(
    ISensorReadings readings,
    ReportFolder folder,
    IOptions<ReportsOptions> options,
    TimeProvider time,
    ILogger<ReportService> logger) : BackgroundService
{
    private DateOnly _day = DateOnly.FromDateTime(time.GetLocalNow().DateTime);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.WriteEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Write();
        }
    }

    private void Write()
    {
        var now = time.GetLocalNow();
        var today = DateOnly.FromDateTime(now.DateTime);
        if (today != _day)
        {
            WriteDay(_day, now); // what came between the last report and midnight
            _day = today;
            Deleted(folder.DeleteBefore(today.AddDays(1 - options.Value.KeepDays)));
        }

        WriteDay(today, now);
    }

    private void WriteDay(DateOnly day, DateTimeOffset now)
    {
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), now.Offset);
        var all = readings.Between(midnight, midnight.AddDays(1));
        folder.Write(day, all, now);
        if (folder.LastProblem is { } problem)
        {
            NotWritten(day, problem);
        }
        else
        {
            Written(day, all.Count);
        }
    }

    [LoggerMessage(LogLevel.Information, "Wrote the report of {Day}: {Readings} readings.")]
    private partial void Written(DateOnly day, int readings);

    [LoggerMessage(LogLevel.Warning, "Could not write the report of {Day}: {Problem}")]
    private partial void NotWritten(DateOnly day, string problem);

    [LoggerMessage(LogLevel.Debug, "Deleted {Files} old files.")]
    private partial void Deleted(int files);
}
