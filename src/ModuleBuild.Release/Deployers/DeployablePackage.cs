using ModuleBuild.Core.Ports;
using NuGet.Versioning;

namespace ModuleBuild.Release.Deployers;

/// <summary>Gets a package that a set names. It is asked only for what the target does not have.</summary>
/// <param name="id">Package id.</param>
/// <param name="version">Version.</param>
/// <param name="cancellation">Stops waiting.</param>
public delegate Task<SourceAnswer<DeployablePackage>> PackageFetch(string id, NuGetVersion version, CancellationToken cancellation);

/// <summary>A package on this machine.</summary>
/// <param name="Path">Absolute path of the .nupkg.</param>
/// <param name="ContentHash">NuGet's content hash, Base64, computed from the file.</param>
public sealed record DeployablePackage(string Path, string ContentHash);
