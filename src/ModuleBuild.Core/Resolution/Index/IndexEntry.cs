using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Index;

/// <summary>An entry while it is being read.</summary>
internal sealed class IndexEntry
{
    private static readonly ImmutableSortedDictionary<string, double> NoMetrics = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    public string? Id { get; set; }

    public NuGetVersion? Version { get; set; }

    public bool IsModule { get; set; } = true;

    public ImmutableArray<PackageDependency> Dependencies { get; set; } = [];

    public ImmutableArray<PackageRange> Hosts { get; set; } = [];

    public ImmutableArray<PackageRange> Conflicts { get; set; } = [];

    public ImmutableArray<string> Platforms { get; set; } = [];

    public ImmutableArray<string> Permissions { get; set; } = [];

    public ImmutableArray<Advisory> Advisories { get; set; } = [];

    public ImmutableSortedDictionary<string, double> Metrics { get; set; } = NoMetrics;

    public bool Listed { get; set; } = true;

    public bool? SecurityScanPassed { get; set; }

    public string? Deprecated { get; set; }

    public string? Checksum { get; set; }

    public string? Changelog { get; set; }

    public DateTimeOffset? BuildDate { get; set; }

    /// <summary>Whether a problem was reported.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Notes that a value is missing because it was broken.</summary>
    /// <param name="value">The value.</param>
    public T? Take<T>(T? value)
        where T : class
    {
        IsBroken |= value is null;
        return value;
    }

    /// <summary>The facts; null where there was a problem.</summary>
    public PackageFacts? ToFacts() => IsBroken || Id is null || Version is null ? null : new PackageFacts
    {
        Id = Id,
        Version = Version,
        IsModule = IsModule,
        Dependencies = Dependencies,
        Hosts = Hosts,
        Conflicts = Conflicts,
        Platforms = Platforms,
        Permissions = Permissions,
        Advisories = Advisories,
        Metrics = Metrics,
        Listed = Listed,
        SecurityScanPassed = SecurityScanPassed,
        Deprecated = Deprecated,
        Checksum = Checksum,
        Changelog = Changelog,
        BuildDate = BuildDate,
    };
}
