using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Resolution;

/// <summary>Finds locked packages of which there is a newer version, and how far each can be moved.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="policy">The policy that counts.</param>
/// <param name="source">Where packages come from.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class OutdatedSearch(LockedWorkspace workspace, ResolutionPolicy policy, IPackageSource source, IProgress<ResolutionProgress> progress)
{
    private readonly List<Finding> _problems = [];

    /// <summary>What could not be found out.</summary>
    public IReadOnlyList<Finding> Problems => _problems;

    /// <summary>Looks at all locked packages. One that the workspace gives itself has newer versions where a source has a later one.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>In the order of ids.</returns>
    public async Task<ImmutableArray<OutdatedPackage>> FindAsync(CancellationToken cancellation)
    {
        var packages = workspace.Lock.Packages;
        var lists = await Task.WhenAll(packages.Select(package => source.GetVersionsAsync(package.Id, cancellation)));
        var found = ImmutableArray.CreateBuilder<OutdatedPackage>();
        foreach (var (package, list) in packages.Zip(lists))
        {
            if (Take(list) is { } versions && LatestOf(package, versions) is { } latest)
            {
                found.Add(await DescribeAsync(package, latest, versions, cancellation));
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>The newest version that feeds list; a pre-release only where the locked one is one, or the policy takes them.</summary>
    private NuGetVersion? LatestOf(PackageFacts package, PackageVersions versions)
    {
        var any = package.Version.IsPrerelease || policy.Prerelease == PrereleasePolicy.All;
        return versions.Versions.LastOrDefault(listing => listing.Listed && listing.Version > package.Version && (any || !listing.Version.IsPrerelease))?.Version;
    }

    private async Task<OutdatedPackage> DescribeAsync(
        PackageFacts locked, NuGetVersion latest, PackageVersions versions, CancellationToken cancellation)
    {
        var newest = Take(await source.GetFactsAsync(locked.Id, latest, cancellation));
        var current = versions.Versions.Any(listing => listing.Version == locked.Version)
            ? Take(await source.GetFactsAsync(locked.Id, locked.Version, cancellation))
            : null;
        var moved = await MoveAsync(locked, cancellation);
        return new OutdatedPackage(locked.Id, locked.Version, latest)
        {
            Compatible = moved?.Find(locked.Id)?.Version,
            Others = moved is null
                ? []
                : [.. LockReport.Changes(workspace.Lock, moved, null).Where(change => !change.Id.Equals(locked.Id, StringComparison.OrdinalIgnoreCase))],
            Advisories = (current ?? locked).Advisories,
            NewPermissions = [.. (newest?.Permissions ?? []).Except(locked.Permissions, StringComparer.Ordinal)],
            Changelog = newest?.Changelog,
        };
    }

    // What 'update' of this one package would give; nothing where it stays, or the manifests have no answer at all.
    private async Task<LockFile?> MoveAsync(PackageFacts locked, CancellationToken cancellation)
    {
        var request = new LockRequest(workspace.Root)
        {
            Update = ImmutableSortedSet.Create(StringComparer.OrdinalIgnoreCase, locked.Id),
            Policy = policy with { Strategy = ResolutionStrategy.LatestCompatible },
            DryRun = true,
        };
        var after = (await WorkspaceLock.WriteAsync(request, source, progress, cancellation)).After;
        return after?.Find(locked.Id) is { } moved && moved.Version > locked.Version ? after : null;
    }

    private T? Take<T>(SourceAnswer<T> answer)
        where T : class
    {
        if (answer.Problem is { } problem && !_problems.Contains(problem))
        {
            _problems.Add(problem);
        }

        return answer.Value;
    }
}
