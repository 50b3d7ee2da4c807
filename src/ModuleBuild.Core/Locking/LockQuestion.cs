using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Locking;

/// <summary>What the manifests and the settings of a workspace ask for.</summary>
/// <param name="Manifests">The manifests, in the order of folders.</param>
/// <param name="Policy">The policy that counts.</param>
/// <param name="Asked">The question as a lock without an answer.</param>
internal sealed record LockQuestion(ImmutableArray<WorkspaceManifest> Manifests, ResolutionPolicy Policy, LockFile Asked)
{
    /// <summary>Whether no module needs another: then nothing is to be pinned, and no lock is written.</summary>
    public bool IsEmpty => Manifests.All(manifest => manifest.Manifest.Dependencies.IsEmpty);

    /// <summary>Reads manifests and settings.</summary>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <param name="before">The lock that is there: where nobody says a word about a policy, that of the lock goes on to count.</param>
    /// <param name="instead">The policy that counts instead of that of the settings, or null.</param>
    /// <returns>The question; or null with all that hides it.</returns>
    public static (LockQuestion? Question, ImmutableArray<Finding> Findings) Read(string root, LockFile? before, ResolutionPolicy? instead)
    {
        var (settings, problems) = WorkspaceSettings.Read(root);
        var (manifests, errors) = WorkspaceManifests.Read(root);
        if (settings is null || !errors.IsEmpty)
        {
            return (null, [.. problems, .. errors]);
        }

        var policy = instead ?? settings.Resolution.ToPolicy(PolicyOf(before));
        return (new LockQuestion(manifests, policy, Ask(manifests, settings.Resolution, policy)), []);
    }

    /// <summary>The question as resolution takes it.</summary>
    /// <param name="before">The lock whose versions are kept where that is possible.</param>
    /// <param name="update">What is to be moved, see <see cref="LockRequest.Update"/>.</param>
    /// <param name="below">What is not to be reached, see <see cref="LockRequest.Below"/>; or null.</param>
    public ResolutionRequest ToRequest(LockFile? before, ImmutableSortedSet<string>? update, IEnumerable<KeyValuePair<string, NuGetVersion>>? below = null)
    {
        var request = new ResolutionRequest
        {
            Roots =
            [
                .. from manifest in Manifests
                   from dependency in manifest.Dependencies
                   select new RootRequirement(manifest.Name, dependency, manifest.Locate("dependencies", dependency.Id)),
            ],
            RootHosts =
            [
                .. from manifest in Manifests
                   from host in manifest.ToLocked().Hosts
                   select new RootHost(manifest.Name, host, manifest.Locate("host", host.Id)),
            ],
            RootConflicts =
            [
                .. from manifest in Manifests
                   from conflict in manifest.ToLocked().Conflicts
                   select new RootConflict(manifest.Name, conflict, manifest.Locate("conflicts", conflict.Id)),
            ],
            Hosts = Asked.Policy.Hosts,
            Platform = Asked.Policy.Platform,
            Policy = Policy with { Exclusions = [.. Policy.Exclusions, .. (below ?? []).Select(limit => Beyond(limit.Key, limit.Value))] },
        };
        return before is null || update is { IsEmpty: true }
            ? request
            : request with
            {
                Locked = request.Locked.AddRange(before.Packages.Select(package => KeyValuePair.Create(package.Id, package.Version))),
                Update = update,
            };
    }

    // With the pre-releases of the first version that is too high: they are already of it.
    private static VersionExclusion Beyond(string id, NuGetVersion limit)
    {
        var first = new NuGetVersion(limit.Major, limit.Minor, limit.Patch, "0");
        return new VersionExclusion(id, new WrittenRange($"[{limit.ToNormalizedString()}, )", new VersionRange(first, true)), "This update stays below it.");
    }

    private static ResolutionPolicy PolicyOf(LockFile? before) => before is null
        ? ResolutionPolicy.Default
        : before.Policy.ToPolicy(ResolutionPolicy.Default with { Strategy = before.Strategy });

    private static LockFile Ask(ImmutableArray<WorkspaceManifest> manifests, ResolutionSettings settings, ResolutionPolicy policy) => new()
    {
        Inputs = string.Empty,
        Strategy = policy.Strategy,
        Policy = new ResolutionSettings
        {
            Prerelease = policy.Prerelease == ResolutionPolicy.Default.Prerelease ? null : policy.Prerelease,
            Unlisted = policy.Unlisted == ResolutionPolicy.Default.Unlisted ? null : policy.Unlisted,
            Metric = policy.Metric,
            Hosts = settings.Hosts,
            Platform = settings.Platform,
            Exclusions = policy.Exclusions,
            Overrides = policy.Overrides,
        },
        Modules = manifests.ToImmutableSortedDictionary(manifest => manifest.Folder, manifest => manifest.ToLocked(), StringComparer.Ordinal),
    };
}
