using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Locking;

/// <summary>A lock as a source: what it pins, and nothing else. Modules of the workspace among it are as their manifests now say.</summary>
internal sealed class LockedSource : IPackageSource
{
    private readonly MemorySource _packages;

    /// <param name="locked">The lock.</param>
    /// <param name="manifests">The modules of the workspace.</param>
    public LockedSource(LockFile locked, IReadOnlyList<WorkspaceManifest> manifests) =>
        _packages = new MemorySource(locked.Packages.Select(package => Current(package, locked, manifests)).OfType<PackageFacts>());

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation) =>
        _packages.GetVersionsAsync(id, cancellation);

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        _packages.GetFactsAsync(id, version, cancellation);

    private static PackageFacts? Current(PackageFacts package, LockFile locked, IReadOnlyList<WorkspaceManifest> manifests)
    {
        if (!locked.OfWorkspace.Contains(package.Id))
        {
            return package;
        }

        var own = manifests.FirstOrDefault(manifest => manifest.Name.Equals(package.Id, StringComparison.OrdinalIgnoreCase));
        var isOther = own?.Manifest.Version is { } stated && stated.ToNormalizedString() != package.Version.ToNormalizedString();
        return own is null || isOther ? null : WorkspaceSource.FactsOf(own, package.Version);
    }
}
