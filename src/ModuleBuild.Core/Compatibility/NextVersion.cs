using NuGet.Versioning;

namespace ModuleBuild.Core.Compatibility;

/// <summary>
/// Which version a change needs, by Semantic Versioning 2 (https://semver.org). Before 1.0.0 anything may change; as NuGet's ranges and most
/// tools have it, a change that breaks then raises the minor version, and an addition the patch.
/// </summary>
public static class NextVersion
{
    /// <summary>The lowest version that may follow.</summary>
    /// <param name="last">A stable version that was released.</param>
    /// <param name="change">What changed since.</param>
    public static NuGetVersion After(NuGetVersion last, ApiChange change) => (change, last.Major) switch
    {
        (ApiChange.Breaking, > 0) => new NuGetVersion(last.Major + 1, 0, 0),
        (ApiChange.Breaking, _) or (ApiChange.Addition, > 0) => new NuGetVersion(last.Major, last.Minor + 1, 0),
        _ => new NuGetVersion(last.Major, last.Minor, last.Patch + 1),
    };

    /// <summary>
    /// Whether a version says what changed. A pre-release counts as the release that it announces. Where nothing changed, any later version does.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="last">A stable version below it.</param>
    /// <param name="change">What changed since.</param>
    public static bool Says(NuGetVersion version, NuGetVersion last, ApiChange change) =>
        change == ApiChange.None || version.Version >= After(last, change).Version;
}
