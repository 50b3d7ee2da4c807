using System.Collections.Concurrent;

namespace Greenhouse.Alerts;

/// <summary>One latch for each rule and bed, and when the rules last ran. The service writes, the health check reads.</summary>
internal sealed class AlertBook
{
    private readonly ConcurrentDictionary<(string Rule, string Bed), AlertLatch> _latches = [];

    public DateTimeOffset? LastRound { get; set; }

    public int Standing => _latches.Values.Count(latch => latch.Stands);

    public AlertLatch Latch(string rule, string bed, int rounds) => _latches.GetOrAdd((rule, bed), _ => new AlertLatch(rounds));
}
