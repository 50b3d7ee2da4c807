using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest.Ranges;

/// <summary>Versions between two ends, each of which may be open.</summary>
/// <param name="Min">The lower end, or null.</param>
/// <param name="IncludesMin">Whether the lower end is in it.</param>
/// <param name="Max">The upper end, or null.</param>
/// <param name="IncludesMax">Whether the upper end is in it.</param>
internal sealed record VersionInterval(NuGetVersion? Min, bool IncludesMin, NuGetVersion? Max, bool IncludesMax)
{
    public static VersionInterval AtLeast(NuGetVersion min) => new(min, true, null, false);

    public static VersionInterval Above(NuGetVersion min) => new(min, false, null, false);

    public static VersionInterval AtMost(NuGetVersion max) => new(null, false, max, true);

    /// <summary>Everything below a version; everything where there is none.</summary>
    public static VersionInterval Below(NuGetVersion? max) => new(null, false, max, false);

    public static VersionInterval Exactly(NuGetVersion version) => new(version, true, version, true);

    /// <summary>From a version to before another; null where there is no other.</summary>
    public static VersionInterval? Between(NuGetVersion min, NuGetVersion? max) => max is null ? null : new(min, true, max, false);

    /// <summary>What lies in both; null where nothing does.</summary>
    public VersionInterval? Meet(VersionInterval other)
    {
        var low = CompareMin(this, other) >= 0 ? this : other;
        var high = CompareMax(this, other) <= 0 ? this : other;
        var both = new VersionInterval(low.Min, low.IncludesMin, high.Max, high.IncludesMax);
        var order = both.Min is null || both.Max is null ? -1 : both.Min.CompareTo(both.Max);
        return order < 0 || (order == 0 && both.IncludesMin && both.IncludesMax) ? both : null;
    }

    /// <summary>What lies in either, where no gap is between them; else null. The other must not start before this.</summary>
    public VersionInterval? Join(VersionInterval other)
    {
        var order = Max is null || other.Min is null ? 1 : Max.CompareTo(other.Min);
        if (order < 0 || (order == 0 && !IncludesMax && !other.IncludesMin))
        {
            return null;
        }

        var high = CompareMax(this, other) >= 0 ? this : other;
        return this with { Max = high.Max, IncludesMax = high.IncludesMax };
    }

    /// <summary>The NuGet range.</summary>
    public override string ToString()
    {
        if (Min is null && Max is null)
        {
            return "*";
        }

        var (min, max) = (Min?.ToNormalizedString(), Max?.ToNormalizedString());
        return min == max ? $"[{min}]" : $"{(IncludesMin ? '[' : '(')}{min},{max}{(IncludesMax ? ']' : ')')}";
    }

    // A lower end that is left out lies below all versions, an upper one above all.
    private static int CompareMin(VersionInterval a, VersionInterval b) => (a.Min, b.Min) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ when a.Min.CompareTo(b.Min) is not 0 and var order => order,
        _ => b.IncludesMin.CompareTo(a.IncludesMin),
    };

    private static int CompareMax(VersionInterval a, VersionInterval b) => (a.Max, b.Max) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ when a.Max.CompareTo(b.Max) is not 0 and var order => order,
        _ => a.IncludesMax.CompareTo(b.IncludesMax),
    };
}
