using NuGet.Versioning;

namespace ModuleBuild.Security.Compatibility;

/// <summary>The largest part of a range that works.</summary>
internal static class DeclarableRange
{
    /// <summary>The most versions in a row that work; of two such parts the newer.</summary>
    /// <param name="range">The range that was declared.</param>
    /// <param name="versions">Versions of it, lowest first, and whether each works.</param>
    /// <returns>A NuGet range; null where no version works.</returns>
    public static string? Of(VersionRange range, IReadOnlyList<(NuGetVersion Version, bool Works)> versions)
    {
        var best = (Start: -1, End: -1);
        for (var start = 0; start < versions.Count; start++)
        {
            var end = start;
            while (end < versions.Count && versions[end].Works)
            {
                end++;
            }

            best = end > start && end - start >= best.End - best.Start ? (start, end) : best;
            start = end;
        }

        if (best.Start < 0)
        {
            return null;
        }

        // What was declared counts where it was not tried: only versions that fail are cut off.
        var low = best.Start == 0 && range.MinVersion is { } min
            ? (range.IsMinInclusive ? "[" : "(") + (min.OriginalVersion is { } text && !range.IsFloating ? text : min.ToNormalizedString())
            : "[" + versions[best.Start].Version.ToNormalizedString();
        var high = best.End < versions.Count ? versions[best.End].Version.ToNormalizedString() + ")"
            : range.MaxVersion is { } max ? (max.OriginalVersion ?? max.ToNormalizedString()) + (range.IsMaxInclusive ? "]" : ")")
            : ")";
        return $"{low},{high}";
    }
}
