using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Packages;

/// <summary>
/// What resolution has to know of one version of a package. For a module it comes from the <c>module/</c> folder of the package;
/// for the rest from what the feed says. Ids are compared without regard to case, as in NuGet.
/// </summary>
public sealed record PackageFacts
{
    /// <summary>Package id as the feed spells it.</summary>
    public required string Id { get; init; }

    /// <summary>Its version.</summary>
    public required NuGetVersion Version { get; init; }

    /// <summary>Whether the package carries <c>module/module.json</c>. What a package that is no module needs is NuGet's to restore.</summary>
    public bool IsModule { get; init; } = true;

    /// <summary>Modules that it needs, in the order of its manifest.</summary>
    public ImmutableArray<PackageDependency> Dependencies { get; init; } = [];

    /// <summary>Hosts on which it runs; every host that is present must satisfy its range. Empty means any.</summary>
    public ImmutableArray<PackageRange> Hosts { get; init; } = [];

    /// <summary>Packages that must not be in the same set.</summary>
    public ImmutableArray<PackageRange> Conflicts { get; init; } = [];

    /// <summary>Runtime identifiers on which it runs; empty means any.</summary>
    public ImmutableArray<string> Platforms { get; init; } = [];

    /// <summary>Whether the feed shows it.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>Why it should no longer be used; null where it may be.</summary>
    public string? Deprecated { get; init; }

    /// <summary>NuGet's signature-independent content hash, <c>sha512-</c> and Base64; null where nobody said it.</summary>
    public string? Checksum { get; init; }

    /// <summary>When it was built, where that is known.</summary>
    public DateTimeOffset? BuildDate { get; init; }

    /// <summary>Whether it passed its security scan; null where none is known of.</summary>
    public bool? SecurityScanPassed { get; init; }

    /// <summary>Known vulnerabilities that affect it.</summary>
    public ImmutableArray<Advisory> Advisories { get; init; } = [];

    /// <summary>Measured values by name, lower is better: <c>loadTime</c> in milliseconds, <c>memory</c> in MiB. In ordinal order.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Permissions that its manifest asks for, as written, in ordinal order.</summary>
    public ImmutableArray<string> Permissions { get; init; } = [];

    /// <summary>The section of its changelog about this version, as Markdown without the heading; null where none travels with it.</summary>
    public string? Changelog { get; init; }

    /// <summary>Id and version, for people.</summary>
    public override string ToString() => $"{Id} {Version.ToNormalizedString()}";
}

/// <summary>Another package, and a range of its versions.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Range">The range, with the text in which it was written.</param>
public sealed record PackageRange(string Id, WrittenRange Range);

/// <summary>A package that is needed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Range">Versions that will do.</param>
/// <param name="Kind">How badly it is needed.</param>
public sealed record PackageDependency(string Id, WrittenRange Range, DependencyKind Kind = DependencyKind.Required);
