using System.Text;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using NuGet.Versioning;

namespace ModuleBuild.Security.Compatibility.Api;

/// <summary>MB3006: the version does not say what happened to the public API.</summary>
public static class VersionFinding
{
    private const int MostTold = 20;

    /// <summary>Compares the version with the one that the differences need.</summary>
    /// <param name="api">The public API against the last release.</param>
    /// <param name="version">The version of this build.</param>
    /// <param name="location">Where the version stands, or the manifest where it does not.</param>
    /// <returns>Null where it says what changed, or nothing was compared.</returns>
    public static Finding? Of(ApiCompatibility api, NuGetVersion version, SourceLocation location)
    {
        if (api.VersionNeeded is not { } needed || NextVersion.Says(version, api.LastVersion!, api.Change))
        {
            return null;
        }

        // What only adds is not the reason where something breaks.
        var reasons = api.Differences.Where(difference => difference.IsBreaking == (api.Change == ApiChange.Breaking)).ToList();
        var others = reasons.Count - 1;
        var first = $"{reasons[0].Member} {reasons[0].What}";
        var what = others == 0 ? first : FormattableString.Invariant($"{first} and {others} more {(api.Change == ApiChange.Breaking ? "breaking changes" : "additions")}");
        return Finding.Create(
            DiagnosticCatalog.VersionTooLow,
            location,
            what,
            api.LastVersion!.ToNormalizedString(),
            needed.ToNormalizedString(),
            version.ToNormalizedString(),
            List(reasons)) with
        {
            // Of the next release it is not known yet, so that it is not accepted for ever.
            Subject = $"/version {api.LastVersion.ToNormalizedString()}",
        };
    }

    private static string List(List<ApiDifference> differences)
    {
        var text = new StringBuilder();
        foreach (var difference in differences.Take(MostTold))
        {
            text.Append("\n  ").Append(difference.Id).Append("  ").Append(difference.Member).Append("  ").Append(difference.What);
        }

        return differences.Count > MostTold
            ? text.Append(FormattableString.Invariant($"\n  … {differences.Count - MostTold} more, in compatibility.json")).ToString()
            : text.ToString();
    }
}
