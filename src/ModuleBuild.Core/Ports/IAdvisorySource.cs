using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Ports;

/// <summary>Who knows vulnerabilities: package sources, files of advisories. Only cancellation is thrown.</summary>
public interface IAdvisorySource
{
    /// <summary>The known vulnerabilities of packages.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<AdvisoryAnswer> AdviseAsync(ImmutableArray<PackageVersion> packages, CancellationToken cancellation);
}

/// <summary>A version of a package.</summary>
/// <param name="Id">Its id; case does not count.</param>
/// <param name="Version">Its version.</param>
public sealed record PackageVersion(string Id, NuGetVersion Version)
{
    /// <summary>Id and version, for people.</summary>
    public override string ToString() => $"{Id} {Version.ToNormalizedString()}";
}

/// <summary>What a source of advisories says.</summary>
/// <param name="Advisories">What is known of the packages, in no order.</param>
/// <param name="Problems">Why an answer is missing or has holes, as sentences; none where the answer is whole.</param>
/// <param name="Sources">How many sources answered that know advisories at all.</param>
public sealed record AdvisoryAnswer(
    ImmutableArray<(PackageVersion Package, Advisory Advisory)> Advisories, ImmutableArray<string> Problems, int Sources);
