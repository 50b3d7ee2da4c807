using System.Globalization;

namespace ModuleBuild.Release.Environments;

/// <summary>Durations in policies: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>24h</c>, <c>2d</c>, <c>0s</c>; a year at most.</summary>
public static class PolicyDuration
{
    /// <summary>The pattern that the schema has.</summary>
    public const string Pattern = "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$";

    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The duration; null where the text is none.</summary>
    /// <param name="text">The text.</param>
    public static TimeSpan? Parse(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var isNumber = digits is > 0 and <= 9 && (digits == 1 || text[0] != '0');
        if (!isNumber || Array.Find(Units, known => text.AsSpan(digits).SequenceEqual(known.Unit)) is not { Unit: not null } unit)
        {
            return null;
        }

        var seconds = double.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture) * unit.Seconds;
        return seconds <= Longest.TotalSeconds ? TimeSpan.FromMilliseconds(Math.Round(seconds * 1000)) : null;
    }

    /// <summary>A duration as policies spell it, in the largest unit that gives a whole number.</summary>
    /// <param name="duration">The duration.</param>
    public static string Write(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var (name, seconds) = Units.Last(known => duration.TotalMilliseconds % (known.Seconds * 1000) == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(duration.TotalSeconds / seconds)}{name}");
    }
}
