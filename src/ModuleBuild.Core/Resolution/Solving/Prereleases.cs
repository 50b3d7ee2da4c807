using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>NuGet's rule about pre-releases: they are meant where a bound is one, or a float includes them.</summary>
internal static class Prereleases
{
    /// <summary>
    /// Whether who wrote the range meant pre-releases. <c>2.0.0-0</c> as an exclusive upper bound says "not even a pre-release of 2.0.0",
    /// which is the opposite.
    /// </summary>
    /// <param name="range">The range.</param>
    public static bool AreMeantBy(VersionRange range) =>
        range.IsFloating ? range.Float!.IncludePrerelease
        : range.MinVersion is { IsPrerelease: true } || (range.MaxVersion is { IsPrerelease: true } max && !(IsLowest(max) && !range.IsMaxInclusive));

    private static bool IsLowest(NuGetVersion version) => version.Release == "0";
}
