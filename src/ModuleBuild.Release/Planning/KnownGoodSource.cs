using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Planning;

/// <summary>A source in which only certain versions of modules are: those that run here, or are known good where the set comes from.</summary>
/// <param name="inner">Where packages come from.</param>
/// <param name="sets">The sets whose modules are there.</param>
public sealed class KnownGoodSource(IPackageSource inner, params IEnumerable<ModuleSet> sets) : IPackageSource
{
    private readonly ILookup<string, NuGetVersion> _versions = sets
        .SelectMany(set => set.Modules)
        .ToLookup(module => module.Id, module => NuGetVersion.Parse(module.Version), StringComparer.OrdinalIgnoreCase);

    private readonly ImmutableArray<ModuleSet> _sets = [.. sets];

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation) => Task.FromResult(SourceAnswer.Of(
        new PackageVersions(id, [.. _versions[id].Distinct().Order().Select(version => new VersionListing(version))])));

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        inner.GetFactsAsync(id, version, cancellation);

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageFacts>> GetFactsEarlyAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        inner.GetFactsEarlyAsync(id, version, cancellation);

    /// <inheritdoc/>
    public Task<ImmutableArray<Core.Diagnostics.Finding>> SettleAsync() => inner.SettleAsync();

    /// <inheritdoc/>
    public IPackageSource? Refresh() => inner.Refresh() is { } fresh ? new KnownGoodSource(fresh, _sets) : null;
}
