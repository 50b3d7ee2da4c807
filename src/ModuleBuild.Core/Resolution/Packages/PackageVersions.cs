using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Packages;

/// <summary>The versions of a package that a source has.</summary>
/// <param name="Id">The id as the source spells it.</param>
/// <param name="Versions">Each version once, lowest first; empty where the source does not have the package.</param>
public sealed record PackageVersions(string Id, ImmutableArray<VersionListing> Versions);

/// <summary>A version in a list of versions.</summary>
/// <param name="Version">The version.</param>
/// <param name="Listed">Whether the feed shows it.</param>
/// <param name="Deprecated">Why it should no longer be used, or null.</param>
public sealed record VersionListing(NuGetVersion Version, bool Listed = true, string? Deprecated = null);
