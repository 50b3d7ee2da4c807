using System.Collections.Concurrent;
using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Feeds.Merging;
using NuGet.Configuration;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Packages;

/// <summary>
/// Puts downloaded packages into the packages folder, behind the answers: extracting them costs the disk more time than the network
/// takes, and nothing that is asked next depends on it.
/// </summary>
/// <param name="folders">The packages folders.</param>
#pragma warning disable CA1001 // It lives as long as the source, and holds nothing but memory.
internal sealed class PackageKeeper(PackageFolders folders)
#pragma warning restore CA1001
{
    // So many bytes may wait in memory; what comes after them waits for its turn.
    private const long MostWaiting = 64 << 20;

    private readonly ConcurrentDictionary<(string Id, NuGetVersion Version), Task<Finding?>> _works = new(VersionKey.Comparer);
    private readonly SemaphoreSlim _slots = new(Math.Max(2, Environment.ProcessorCount));
    private long _waiting;

    /// <summary>Begins to keep a package.</summary>
    /// <param name="content">Its bytes; disposed of when it is kept.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="source">From where it came.</param>
    /// <returns>Ends at once, or, where much is waiting already, when it is kept.</returns>
    public Task BeginAsync(PackageContent content, PackageIdentity identity, PackageSource source)
    {
        var size = content.Stream.Length;
        var waiting = Interlocked.Add(ref _waiting, size);
        var work = Task.Run(() => KeepAsync(content, identity, source, size));
        _works[(identity.Id, identity.Version)] = work;
        return waiting > MostWaiting ? work : Task.CompletedTask;
    }

    /// <summary>Waits until a package is kept, where that was begun.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">Its version.</param>
    /// <returns>What went wrong, or null.</returns>
    public Task<Finding?> EndAsync(string id, NuGetVersion version) => _works.GetValueOrDefault((id, version)) ?? Task.FromResult<Finding?>(null);

    /// <summary>Waits until all packages are kept.</summary>
    /// <returns>What went wrong, in the order of ids and versions.</returns>
    public async Task<ImmutableArray<Finding>> EndAllAsync()
    {
        var works = _works.OrderBy(work => work.Key.Id, StringComparer.OrdinalIgnoreCase).ThenBy(work => work.Key.Version).Select(work => work.Value).ToArray();
        return [.. (await Task.WhenAll(works)).OfType<Finding>()];
    }

    private async Task<Finding?> KeepAsync(PackageContent content, PackageIdentity identity, PackageSource source, long size)
    {
        await _slots.WaitAsync();
        try
        {
            using (content)
            {
                return (await folders.InstallAsync(content, identity, source)).Problem;
            }
        }
        finally
        {
            _slots.Release();
            Interlocked.Add(ref _waiting, -size);
        }
    }
}
