using Greenhouse.Contracts;
using Greenhouse.Sensors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenhouse.Alerts;

/// <summary>Asks every rule about every bed at the set interval and tells the gardener what has changed.</summary>
internal sealed partial class AlertService(
    ISensorReadings readings,
    IGreenhouse greenhouse,
    INoticeBoard board,
    IEnumerable<IAlertRule> rules,
    AlertBook book,
    IOptions<AlertsOptions> options,
    TimeProvider time,
    ILogger<AlertService> logger) : BackgroundService
{
    private const string Source = "Greenhouse.Alerts";

    private readonly IAlertRule[] _rules = [.. rules];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Started(_rules.Length, greenhouse.Beds.Count);
        using var timer = new PeriodicTimer(options.Value.CheckEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = time.GetUtcNow();
            foreach (var bed in greenhouse.Beds)
            {
                foreach (var rule in _rules)
                {
                    Apply(rule, bed, now);
                }
            }

            book.LastRound = now;
        }
    }

    private void Apply(IAlertRule rule, Bed bed, DateTimeOffset now)
    {
        var concern = rule.Judge(bed, readings, now);
        switch (book.Latch(rule.Name, bed.Name, options.Value.Rounds).Next(concern is not null))
        {
            case Turn.Raised:
                board.Post(new Notice(concern!.Level, Source, concern.Text, now));
                Raised(rule.Name, bed.Name);
                break;
            case Turn.Cleared:
                board.Post(new Notice(NoticeLevel.Information, Source, $"Bed {bed.Name}: all is well again ({rule.Name}).", now));
                break;
            default:
                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Watching {Beds} beds with {Rules} rules.")]
    private partial void Started(int rules, int beds);

    [LoggerMessage(LogLevel.Information, "Rule {Rule} raised an alert for bed {Bed}.")]
    private partial void Raised(string rule, string bed);
}
