using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>A package as the solver sees it: its versions in ascending order, each a bit of <see cref="VersionBits"/>.</summary>
internal sealed class UniversePackage
{
    /// <param name="index">Its place in the universe.</param>
    /// <param name="id">Its id.</param>
    /// <param name="versions">Its versions, lowest first.</param>
    public UniversePackage(int index, string id, KnownVersion[] versions)
    {
        Index = index;
        Id = id;
        Versions = versions;
        Full = VersionBits.Full(versions.Length);
        Present = [.. Full];
        Present[0] &= ~VersionBits.Absent;
        Prereleases = SetOf(version => version.Version.IsPrerelease);
        HasPrerelease = !VersionBits.IsEmpty(Prereleases);
    }

    /// <summary>Its place in the universe; packages stand in ordinal order of their ids.</summary>
    public int Index { get; }

    /// <summary>Its id as the source spells it.</summary>
    public string Id { get; }

    /// <summary>Its versions, lowest first; the version of bit n stands at n - 1.</summary>
    public KnownVersion[] Versions { get; }

    /// <summary>Everything that it can be, "not in the set" too.</summary>
    public ulong[] Full { get; }

    /// <summary>All its versions.</summary>
    public ulong[] Present { get; }

    /// <summary>Its pre-releases.</summary>
    public ulong[] Prereleases { get; }

    /// <summary>Whether it has any.</summary>
    public bool HasPrerelease { get; }

    /// <summary>Whether this is a host and no package.</summary>
    public bool IsHost { get; init; }

    /// <summary>What each version asks for, by its bit - 1; null until somebody asked.</summary>
    public Constraint[][]? Constraints { get; set; }

    /// <summary>The versions for which something holds.</summary>
    /// <param name="condition">The something.</param>
    public ulong[] SetOf(Func<KnownVersion, bool> condition)
    {
        var set = new ulong[Full.Length];
        for (var i = 0; i < Versions.Length; i++)
        {
            if (condition(Versions[i]))
            {
                VersionBits.Add(set, i + 1);
            }
        }

        return set;
    }

    /// <summary>The versions that lie in a range: a run of bits, found by bisection, less what a float leaves out.</summary>
    /// <param name="range">The range.</param>
    public ulong[] SetOf(WrittenRange range)
    {
        var set = new ulong[Full.Length];
        var nuget = range.Range;
        var first = nuget.HasLowerBound ? FirstFrom(nuget.MinVersion!, nuget.IsMinInclusive) : 0;
        var end = nuget.HasUpperBound ? FirstFrom(nuget.MaxVersion!, !nuget.IsMaxInclusive) : Versions.Length;
        for (var i = first; i < end; i++)
        {
            if (!nuget.IsFloating || nuget.Float!.Satisfies(Versions[i].Version))
            {
                VersionBits.Add(set, i + 1);
            }
        }

        return set;
    }

    // The first version at or (exclusive) after a bound.
    private int FirstFrom(NuGetVersion bound, bool inclusive)
    {
        var (low, high) = (0, Versions.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var order = Versions[middle].Version.CompareTo(bound);
            if (order < 0 || (order == 0 && !inclusive))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <summary>A version that is known to exist.</summary>
/// <param name="Version">The version.</param>
/// <param name="Listed">Whether its feed shows it.</param>
/// <param name="Deprecated">Why it should no longer be used, or null.</param>
/// <param name="Facts">What it needs; null where nobody asked yet.</param>
internal sealed record KnownVersion(NuGetVersion Version, bool Listed, string? Deprecated, PackageFacts? Facts)
{
    /// <summary>A version of which everything is known.</summary>
    /// <param name="facts">What is known.</param>
    public static KnownVersion Of(PackageFacts facts) => new(facts.Version, facts.Listed, facts.Deprecated, facts);
}
