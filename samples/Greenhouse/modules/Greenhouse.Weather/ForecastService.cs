using System.Text.Json;
using Greenhouse.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenhouse.Weather;

/// <summary>Fetches the forecast at start and then at the set interval. A provider that is down is no reason to stop.</summary>
internal sealed partial class ForecastService(
    OpenMeteoClient client,
    IGreenhouse greenhouse,
    ForecastBook book,
    IOptions<WeatherOptions> options,
    TimeProvider time,
    ILogger<ForecastService> logger) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);

    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var retry = FirstRetry;
        while (!stoppingToken.IsCancellationRequested)
        {
            var fetched = await TryFetchAsync(stoppingToken);
            var pause = fetched ? options.Value.RefreshEvery : retry;
            retry = fetched ? FirstRetry : Shorter(retry * 2, options.Value.RefreshEvery);
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private async Task<bool> TryFetchAsync(CancellationToken stoppingToken)
    {
        try
        {
            var days = await client.GetAsync(greenhouse, options.Value.Days, stoppingToken);
            book.Turn(days, time.GetUtcNow());
            _failures = 0;
            Fetched(days.Count);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException
            && !stoppingToken.IsCancellationRequested)
        {
            Failed(_failures++ == 0 ? LogLevel.Warning : LogLevel.Debug, e.Message);
            return false;
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    [LoggerMessage(LogLevel.Information, "Got the forecast for {Days} days.")]
    private partial void Fetched(int days);

    [LoggerMessage("No forecast: {Problem}")]
    private partial void Failed(LogLevel level, string problem);
}
