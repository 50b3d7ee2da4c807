using System.Collections.Immutable;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Updates;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Updating;

/// <summary>Finds out what each group of a lock could be moved to. Nothing is written.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="instead">The policy that counts instead of that of <c>modulebuild.json</c>, or null.</param>
/// <param name="source">Where packages come from, past caches.</param>
/// <param name="details">Says more of a change.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class UpdateSearch(
    LockedWorkspace workspace, ResolutionPolicy? instead, IPackageSource source, ChangeDetails details, IProgress<ResolutionProgress> progress)
{
    private readonly List<Finding> _problems = [];
    private readonly ResolutionPolicy _policy = instead ?? LockedWorkspace.PolicyOf(workspace.Root).Policy;
    private Dictionary<string, PackageVersions> _versions = [];

    /// <summary>What could not be found out. With a problem, a group that is missing need not be one without updates.</summary>
    public IReadOnlyList<Finding> Problems => _problems;

    /// <summary>Looks at all groups.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ProposedUpdates> FindAsync(ImmutableArray<UpdateGroup> groups, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(workspace.Ids.Select(id => source.GetVersionsAsync(id, cancellation)));
        Add(answers.Select(answer => answer.Problem).OfType<Finding>());
        _versions = workspace.Ids.Zip(answers).Where(pair => pair.Second.Value is not null).ToDictionary(pair => pair.First, pair => pair.Second.Value!, StringComparer.OrdinalIgnoreCase);
        var found = ImmutableArray.CreateBuilder<ProposedUpdate>();
        foreach (var group in groups.Where(MayMove))
        {
            if (await ProposeAsync(group, cancellation) is { } proposed)
            {
                found.Add(proposed);
            }
        }

        return new ProposedUpdates(found.ToImmutable(), Excluded(found));
    }

    // Resolution costs time; most groups have nothing newer that a module of the workspace would take.
    private bool MayMove(UpdateGroup group) => group.Ids.Any(id => workspace.Lock.Find(id) is { } locked && NewerOf(locked).Any(version =>
        (!group.Below.TryGetValue(id, out var limit) || version < limit)
        && (group.AtLeast is not { } least || (version >= least && !KeepersOut(id, version).Any(keeper => keeper.IsRoot)))));

    private async Task<ProposedUpdate?> ProposeAsync(UpdateGroup group, CancellationToken cancellation)
    {
        var request = new LockRequest(workspace.Root) { Update = group.Ids, Below = group.Below, Policy = instead, DryRun = true };
        var result = await WorkspaceLock.WriteAsync(request, LockWriter.Verified(source, request), progress, cancellation);
        Add(result.After is null ? result.Findings : []);
        if (result.After is not { } after || !group.Ids.Any(id => HasRisen(group, id, after)))
        {
            return null;
        }

        var changes = LockReport.Changes(workspace.Lock, after, result.Resolution?.Set);
        var told = await Task.WhenAll(changes.Select(change => details.TellAsync(change, group.Ids.Contains(change.Id), _versions.GetValueOrDefault(change.Id), cancellation)));
        return new ProposedUpdate(group.Key, after, [.. told]);
    }

    private bool HasRisen(UpdateGroup group, string id, LockFile after) =>
        workspace.Lock.Find(id) is { } old && after.Find(id) is { } now && now.Version > old.Version && (group.AtLeast is null || now.Version >= group.AtLeast);

    private ImmutableArray<ExcludedVersion> Excluded(IEnumerable<ProposedUpdate> found) =>
    [
        .. from locked in workspace.Lock.Packages
           let latest = NewerOf(locked).LastOrDefault()
           where latest is not null && !found.Any(proposed => proposed.Lock.Find(locked.Id) is { } moved && moved.Version >= latest)
           select new ExcludedVersion(locked.Id, locked.Version, latest, [.. KeepersOut(locked.Id, latest).Select(keeper => (keeper.By, keeper.Range))]),
    ];

    // Listed ones, lowest first; a pre-release only where the locked one is one, or the policy takes them.
    private IEnumerable<NuGetVersion> NewerOf(PackageFacts locked) =>
        from listing in _versions.GetValueOrDefault(locked.Id)?.Versions ?? []
        where listing.Listed && listing.Version > locked.Version
        where locked.Version.IsPrerelease || _policy.Prerelease == PrereleasePolicy.All || !listing.Version.IsPrerelease
        select listing.Version;

    private IEnumerable<(string By, string Range, bool IsRoot)> KeepersOut(string id, NuGetVersion version)
    {
        if (_policy.Overrides.Any(rule => rule.Id.Equals(id, StringComparison.OrdinalIgnoreCase)))
        {
            return [];
        }

        var roots = workspace.Lock.Modules.SelectMany(module => module.Value.Dependencies, (module, dependency) => (By: module.Key, dependency, IsRoot: true));
        var others = workspace.Lock.Packages.SelectMany(package => package.Dependencies, (package, dependency) => (By: package.ToString(), dependency, IsRoot: false));
        return from asked in roots.Concat(others)
               where asked.dependency.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && !Takes(asked.dependency.Range.Range, version)
               select (asked.By, asked.dependency.Range.Text, asked.IsRoot);
    }

    // What floats is bounded by its float as well, which the range itself does not know.
    private static bool Takes(VersionRange range, NuGetVersion version) => range.Satisfies(version) && (!range.IsFloating || range.Float.Satisfies(version));

    private void Add(IEnumerable<Finding> problems) => _problems.AddRange(problems.Where(problem => !_problems.Contains(problem)));
}
