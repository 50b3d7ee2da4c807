using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Solving;

namespace ModuleBuild.Core.Resolution.Explaining;

/// <summary>Sets of versions in words: as runs of versions that exist, never as ranges that nobody wrote.</summary>
internal static class VersionText
{
    private const int MostRuns = 3;

    /// <summary>Package and versions: <c>Charts 3.0.0 to 3.2.0 (all 6 versions)</c>.</summary>
    /// <param name="package">The package.</param>
    /// <param name="set">Some of its versions.</param>
    public static string Of(UniversePackage package, ReadOnlySpan<ulong> set)
    {
        var (count, all) = (VersionBits.Count(set) - (int)(set[0] & VersionBits.Absent), package.Versions.Length);
        var name = package.IsHost ? $"host {package.Id}" : package.Id;
        return (count, all) switch
        {
            (0, _) => $"no version of {name}",
            (1, _) => $"{name} {Runs(package, set)}",
            _ when count == all => $"{name} {Runs(package, set)} (all {Count(all)} versions)",
            _ => $"{name} {Runs(package, set)}",
        };
    }

    /// <summary>A range as it was written, where that says anything.</summary>
    /// <param name="range">The range.</param>
    public static string Of(WrittenRange range) =>
        range.Range is { HasLowerBound: false, HasUpperBound: false } or { HasUpperBound: false, IsFloating: false, MinVersion: { Major: 0, Minor: 0, Patch: 0 } }
            ? "in any version"
            : range.Range is { IsFloating: false, HasUpperBound: false } && !range.Text.StartsWith('[') && !range.Text.StartsWith('(')
                ? $"{range.Text} or newer"
                : range.Text;

    /// <summary>How to say that there is no version in a range.</summary>
    /// <param name="package">The package; null where nobody knows it.</param>
    /// <param name="id">Its id.</param>
    public static string NoneOf(UniversePackage? package, string id) =>
        package is null || package.Versions.Length == 0 ? $"there is no package {id}"
        : package.Versions.Length == 1 ? $"the only version of {Name(package)} is {Last(package)}"
        : $"no version of {Name(package)} lies in that range; there are {package.Versions[0].Version.ToNormalizedString()} to {Last(package)}";

    private static string Name(UniversePackage package) => package.IsHost ? $"host {package.Id}" : package.Id;

    private static string Last(UniversePackage package) => package.Versions[^1].Version.ToNormalizedString();

    private static string Runs(UniversePackage package, ReadOnlySpan<ulong> set)
    {
        var runs = new List<string>();
        for (var from = VersionBits.Lowest(set, 1); from >= 0;)
        {
            var to = from;
            while (to < package.Versions.Length && VersionBits.Contains(set, to + 1))
            {
                to++;
            }

            runs.Add(from == to ? At(from) : $"{At(from)} to {At(to)}");
            from = to + 1 <= package.Versions.Length ? VersionBits.Lowest(set, to + 1) : -1;
        }

        return runs.Count <= MostRuns
            ? string.Join(", ", runs)
            : $"{string.Join(", ", runs.Take(MostRuns - 1))}, … {runs[^1]} ({Count(VersionBits.Count(set))} versions)";

        string At(int bit) => package.Versions[bit - 1].Version.ToNormalizedString();
    }

    private static string Count(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
