using System.Globalization;
using System.Text.Json;
using ModuleBuild.Core.Policy;

namespace ModuleBuild.Cli.Updating;

/// <summary>Whether it is time to look for newer versions.</summary>
/// <param name="Settings">How often that is.</param>
/// <param name="Now">The time.</param>
/// <param name="LastCheck">When it was last; null where that never was, or is not known.</param>
/// <param name="Problem">Why it is not known, as a sentence; null where it is.</param>
internal sealed record UpdateStatus(UpdateSettings Settings, DateTimeOffset Now, DateTimeOffset? LastCheck, string? Problem)
{
    private static readonly TimeSpan MostSlack = TimeSpan.FromHours(1);

    /// <summary>When it is next; null where at once.</summary>
    public DateTimeOffset? NextCheck => LastCheck is { } last && last - Slack <= Now ? last + Interval : null;

    /// <summary>Whether it is time. A time in the future is that of a clock that went wrong, and counts for nothing.</summary>
    public bool IsDue => Settings.IsEnabled && (NextCheck is not { } next || next - Slack <= Now);

    private TimeSpan Interval => TimeSpan.FromHours(Settings.CheckIntervalHours);

    // A job that runs once a day begins some minutes earlier on one day than on another; it must not miss every second one.
    private TimeSpan Slack => TimeSpan.FromTicks(Math.Min(Interval.Ticks / 10, MostSlack.Ticks));

    /// <summary>Lines for people.</summary>
    public IEnumerable<string> Lines()
    {
        yield return Settings.IsEnabled
            ? $"Updates are looked for every {(Settings.CheckIntervalHours == 1 ? "hour" : string.Create(CultureInfo.InvariantCulture, $"{Settings.CheckIntervalHours} hours"))}."
            : "Updates are not looked for by themselves: 'update.enabled' of modulebuild.json is not true.";
        yield return $"Last check: {(LastCheck is { } last ? Text(last) : Problem is null ? "never" : $"not known. {Problem}")}";
        yield return $"Next check: {(!Settings.IsEnabled ? "none" : IsDue ? "now" : Text(NextCheck!.Value))}";
    }

    /// <summary>Writes it as an object.</summary>
    /// <param name="json">Where to.</param>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("enabled", Settings.IsEnabled);
        json.WriteNumber("checkIntervalHours", Settings.CheckIntervalHours);
        json.WriteString("lastCheck", LastCheck is { } last ? Text(last) : null);
        json.WriteString("nextCheck", Settings.IsEnabled && NextCheck is { } next ? Text(next) : null);
        json.WriteBoolean("due", IsDue);
        json.WriteString("problem", Problem);
        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
