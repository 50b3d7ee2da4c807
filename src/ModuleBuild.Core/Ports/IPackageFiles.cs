using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Ports;

/// <summary>What is in packages, for those who read assemblies. What goes wrong outside is told in the answer; only cancellation is thrown.</summary>
public interface IPackageFiles
{
    /// <summary>Addresses of the sources, in their order: what one of them said may be remembered as long as they are the same.</summary>
    ImmutableArray<string> Sources { get; }

    /// <summary>Which versions there are, in the sources and on this machine.</summary>
    /// <param name="id">Package id, in any case.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<KnownVersions> GetVersionsAsync(string id, CancellationToken cancellation);

    /// <summary>The assemblies of one version; it is extracted first where it is not here.</summary>
    /// <param name="id">Package id, in any case.</param>
    /// <param name="version">A version that <see cref="GetVersionsAsync"/> gave.</param>
    /// <param name="framework">Target framework of who uses them, for example <c>net10.0</c>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SourceAnswer<PackageAssemblies>> GetAssembliesAsync(string id, NuGetVersion version, string framework, CancellationToken cancellation);
}

/// <summary>Versions of a package, as far as they are known.</summary>
/// <param name="Versions">Each once, lowest first.</param>
/// <param name="Problem">Why there may be more: a source did not answer; null where all did.</param>
public sealed record KnownVersions(PackageVersions Versions, Finding? Problem)
{
    /// <summary>Those of them that no source listed: something once brought them to this machine.</summary>
    public ImmutableHashSet<NuGetVersion> OnlyHere { get; init; } = [];
}

/// <summary>What a version of a package brings to run with.</summary>
/// <param name="Paths">Absolute paths of its assemblies, in ordinal order; empty where nothing fits the framework.</param>
/// <param name="Frameworks">Short names of the frameworks for which it has assemblies, in the order of the package.</param>
/// <param name="Needs">Packages that it needs on the framework.</param>
public sealed record PackageAssemblies(ImmutableArray<string> Paths, ImmutableArray<string> Frameworks, ImmutableArray<PackageRange> Needs)
{
    /// <summary>Absolute path of the extracted package.</summary>
    public string Folder { get; init; } = string.Empty;

    /// <summary>Hash of its content: NuGet's, Base64.</summary>
    public string ContentHash { get; init; } = string.Empty;
}
