using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Release.Environments.Reading;

/// <summary>Reads list <c>freeze</c>.</summary>
/// <param name="reader">Takes findings.</param>
/// <param name="values">Reads kinds of values.</param>
internal sealed class FreezeSection(StrictReader reader, PolicyValues values)
{
    public static readonly string[] PeriodFields = ["from", "until", "reason"];

    public static readonly string[] WeeklyFields = ["weekly", "timeZone", "reason"];

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private static readonly string[] MomentFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>The windows, in the order of the file.</summary>
    public ImmutableArray<FreezeWindow> Read(JsonObject policy) => [.. reader.List(policy, "freeze").Select(Window).OfType<FreezeWindow>()];

    private FreezeWindow? Window(JsonEntry item)
    {
        if (values.Object(item, "an object with \"from\" and \"until\", or with \"weekly\"") is not { } o)
        {
            return null;
        }

        var isWeekly = o.Find("weekly") is not null;
        reader.CheckNames(o, isWeekly ? WeeklyFields : PeriodFields);
        var reason = reader.Text(o, "reason", isRequired: true) is not null ? reader.NotEmpty(o.Find("reason")!) : null;
        return isWeekly ? Weekly(o, reason) : Period(o, reason);
    }

    private FreezePeriod? Period(JsonObject o, string? reason)
    {
        var (from, until) = (Moment(o, "from"), Moment(o, "until"));
        if (from is null || until is null || reason is null)
        {
            return null;
        }

        if (until <= from)
        {
            reader.Report(o.Find("until")!.Value.Start, $"'{o.Find("until")!.Path}' is not after 'from'.");
        }

        return new FreezePeriod(from.Value, until.Value, reason);
    }

    private DateTimeOffset? Moment(JsonObject o, string name)
    {
        var text = reader.Text(o, name, isRequired: true);
        if (text is null)
        {
            return null;
        }

        var isMoment = DateTimeOffset.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment);
        if (isMoment && (text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-')))
        {
            return moment;
        }

        reader.Report(o.Find(name)!.Value.Start, $"'{o.Find(name)!.Path}' is {Quotation.Of(text)}; expected a time with its offset, such as \"2026-12-24T12:00+01:00\" or \"2026-12-24T11:00Z\".");
        return null;
    }

    private WeeklyFreeze? Weekly(JsonObject o, string? reason)
    {
        var text = reader.Text(o, "weekly");
        var name = reader.Text(o, "timeZone", isRequired: true);
        var parts = (text ?? string.Empty).Split(" - ");
        var (from, until) = parts.Length == 2 ? (OfWeek(parts[0]), OfWeek(parts[1])) : (null, null);
        if (text is not null && (from is null || until is null || from == until))
        {
            reader.Report(o.Find("weekly")!.Value.Start, $"'{o.Find("weekly")!.Path}' is {Quotation.Of(text)}; expected two different times of the week, such as \"Fri 16:00 - Mon 08:00\".");
            return null;
        }

        TimeZoneInfo? zone = null;
        if (name is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
        {
            reader.Report(o.Find("timeZone")!.Value.Start, $"'{o.Find("timeZone")!.Path}' is {Quotation.Of(name)}, which this machine does not know. Use a name of the IANA database, such as \"Europe/Berlin\" or \"UTC\".");
        }

        return from is null || until is null || zone is null || reason is null ? null : new WeeklyFreeze(from.Value, until.Value, zone, text!, reason);
    }

    private static TimeSpan? OfWeek(string text)
    {
        var parts = text.Split(' ');
        return parts.Length == 2 && Array.IndexOf(Days, parts[0]) is >= 0 and var day
            && TimeOnly.TryParseExact(parts[1], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? TimeSpan.FromDays(day) + time.ToTimeSpan()
            : null;
    }
}
