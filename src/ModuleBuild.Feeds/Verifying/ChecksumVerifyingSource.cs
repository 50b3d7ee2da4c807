using System.Collections.Frozen;
using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Merging;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Verifying;

/// <summary>
/// A source whose packages must have the bytes that somebody wrote down before: those of a lock. Packages of which nothing was written
/// down, or whose source does not say its hash, pass.
/// </summary>
public sealed class ChecksumVerifyingSource : IPackageSource
{
    private readonly IPackageSource _inner;
    private readonly FrozenDictionary<(string Id, NuGetVersion Version), string> _expected;
    private readonly string _witness;
    private readonly SourceLocation _location;

    /// <param name="inner">Where packages come from.</param>
    /// <param name="expected">Content hashes as <see cref="PackageFacts.Checksum"/> gives them; ids in any case.</param>
    /// <param name="witness">Who says so, for messages: the name of the lock.</param>
    /// <param name="location">Where it says so.</param>
    public ChecksumVerifyingSource(
        IPackageSource inner,
        IReadOnlyDictionary<(string Id, NuGetVersion Version), string> expected,
        string witness = "module.lock.json",
        SourceLocation? location = null)
    {
        _inner = inner;
        _expected = expected.ToFrozenDictionary(VersionKey.Comparer);
        _witness = witness;
        _location = location ?? SourceLocation.None;
    }

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation) =>
        _inner.GetVersionsAsync(id, cancellation);

    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        Verify(id, version, await _inner.GetFactsAsync(id, version, cancellation));

    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageFacts>> GetFactsEarlyAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        Verify(id, version, await _inner.GetFactsEarlyAsync(id, version, cancellation));

    /// <inheritdoc/>
    public Task<ImmutableArray<Finding>> SettleAsync() => _inner.SettleAsync();

    private SourceAnswer<PackageFacts> Verify(string id, NuGetVersion version, SourceAnswer<PackageFacts> answer) =>
        answer.Value is { Checksum: { } found } facts && _expected.TryGetValue((id, version), out var expected) && expected != found
            ? SourceAnswer.Failed<PackageFacts>(Finding.Create(
                DiagnosticCatalog.ContentHashDiffers,
                _location,
                facts.Id,
                facts.Version.ToNormalizedString(),
                "the package sources",
                found,
                _witness,
                expected))
            : answer;

    /// <inheritdoc/>
    public IPackageSource? Refresh() =>
        _inner.Refresh() is { } fresh ? new ChecksumVerifyingSource(fresh, _expected, _witness, _location) : null;
}
