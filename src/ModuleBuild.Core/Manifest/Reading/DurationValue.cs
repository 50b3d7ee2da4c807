using System.Globalization;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Durations as a TimeSpan: <c>hh:mm:ss</c> with up to seven digits of fraction, less than a day, more than nothing.</summary>
internal static class DurationValue
{
    /// <summary>The pattern that the schema has.</summary>
    public const string Pattern = @"(?!00:00:00(\.0+)?$)([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?";

    private static readonly string[] Formats =
    [
        @"hh\:mm\:ss", @"hh\:mm\:ss\.f", @"hh\:mm\:ss\.ff", @"hh\:mm\:ss\.fff",
        @"hh\:mm\:ss\.ffff", @"hh\:mm\:ss\.fffff", @"hh\:mm\:ss\.ffffff", @"hh\:mm\:ss\.fffffff",
    ];

    /// <summary>The duration; null where there is none, or a wrong one, which is reported.</summary>
    public static TimeSpan? Read(ReadingContext context, JsonValue? value)
    {
        if (TextValue.ReadAny(context, value) is not { } text)
        {
            return null;
        }

        if (Parse(text) is { } duration)
        {
            return duration;
        }

        var meant = Mend(text);
        context.ReportNotAllowed(
            value!,
            Quotation.Of(text),
            "a duration as hh:mm:ss, more than zero and less than a day, such as \"00:00:10\"",
            meant is null ? null : JsonEdits.Quote(meant));
        return null;
    }

    /// <summary>The text of a duration, in the form that is read.</summary>
    public static string Write(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    private static TimeSpan? Parse(string text) =>
        text.Length <= 16
        && TimeSpan.TryParseExact(text, Formats, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero
            ? duration
            : null;

    // 500ms, 5s, 2m, 1h, and the same in ISO 8601.
    private static string? Mend(string text)
    {
        var plain = text.Trim().ToLowerInvariant();
        plain = plain.StartsWith("pt", StringComparison.Ordinal) ? plain[2..] : plain;
        var unit = plain.TrimStart("0123456789".ToCharArray());
        var digits = plain.AsSpan(0, plain.Length - unit.Length);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        TimeSpan? duration = unit.Trim() switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" or "sec" => TimeSpan.FromSeconds(number),
            "m" or "min" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
        return duration is { } meant && Parse(Write(meant)) is not null ? Write(meant) : null;
    }
}
