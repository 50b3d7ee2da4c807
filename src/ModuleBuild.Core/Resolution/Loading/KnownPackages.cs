using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Solving;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Loading;

/// <summary>
/// What a resolution knows so far of its source. Questions are asked in batches; what is known after a batch does not depend on the
/// order of the answers.
/// </summary>
internal sealed class KnownPackages(IPackageSource source, IProgress<ResolutionProgress>? progress)
{
    private readonly SortedDictionary<string, PackageVersions> _versions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Id, NuGetVersion Version), PackageFacts> _facts = [];
    private readonly SortedDictionary<string, Finding> _problems = new(StringComparer.Ordinal);
    private int _waiting;

    /// <summary>What went wrong, in the order of ids and versions.</summary>
    public ImmutableArray<Finding> Problems => [.. _problems.Values];

    /// <summary>Ids whose versions are known.</summary>
    public IEnumerable<string> Ids => _versions.Keys;

    /// <summary>Facts that are known of a version, or null.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">Version.</param>
    public PackageFacts? FactsOf(string id, NuGetVersion version) => _facts.GetValueOrDefault(Key(id, version));

    /// <summary>Versions that are known of a package, lowest first.</summary>
    /// <param name="id">Package id.</param>
    public ImmutableArray<VersionListing> VersionsOf(string id) => _versions.TryGetValue(id, out var known) ? known.Versions : [];

    /// <summary>Everything that is known, for a universe.</summary>
    public IEnumerable<(string Id, KnownVersion[] Versions)> Packages =>
        _versions.Values.Where(package => !package.Versions.IsEmpty).Select(package => (package.Id, package.Versions.Select(listing => Known(package.Id, listing)).ToArray()));

    /// <summary>Asks for the versions of packages, and of all that known facts name, until nothing is missing.</summary>
    /// <param name="ids">Packages.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task LoadVersionsAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var missing = ids.Where(id => !_versions.ContainsKey(id)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToArray();
        var answers = await AskAllAsync(missing, id => source.GetVersionsAsync(id, cancellation));
        for (var i = 0; i < missing.Length; i++)
        {
            _versions[missing[i]] = answers[i].Value ?? new PackageVersions(missing[i], []);
            Note(missing[i], answers[i].Problem);
        }
    }

    /// <summary>Asks for the facts of versions, then for the versions of all packages that these name.</summary>
    /// <param name="versions">Versions of packages whose versions are known.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task LoadFactsAsync(IEnumerable<(string Id, NuGetVersion Version)> versions, CancellationToken cancellation)
    {
        var missing = versions.Where(each => FactsOf(each.Id, each.Version) is null)
            .DistinctBy(each => Key(each.Id, each.Version))
            .OrderBy(each => each.Id, StringComparer.OrdinalIgnoreCase)
            .ThenBy(each => each.Version)
            .ToArray();
        var answers = await AskAllAsync(missing, AskAsync);
        for (var i = 0; i < missing.Length; i++)
        {
            if (answers[i].Value is { } facts)
            {
                _facts[Key(missing[i].Id, missing[i].Version)] = facts;
            }

            Note($"{missing[i].Id} {missing[i].Version.ToNormalizedString()}", answers[i].Problem);
        }

        // From memory: what was asked before counts under the first of its spellings, whoever was the fastest.
        await LoadVersionsAsync(answers.SelectMany(answer => Named(answer.Value)), cancellation);

        // Nobody waits for the slowest of all before the packages that he names are asked about.
        async Task<SourceAnswer<PackageFacts>> AskAsync((string Id, NuGetVersion Version) each)
        {
            var answer = await source.GetFactsEarlyAsync(each.Id, each.Version, cancellation);
            await Task.WhenAll(Named(answer.Value).Where(id => !_versions.ContainsKey(id)).Select(id => source.GetVersionsAsync(id, cancellation)));
            return answer;
        }
    }

    private static IEnumerable<string> Named(PackageFacts? facts) => facts is null ? [] :
        facts.Dependencies.Select(dependency => dependency.Id).Concat(facts.Conflicts.Select(conflict => conflict.Id));

    private static (string Id, NuGetVersion Version) Key(string id, NuGetVersion version) => (id.ToUpperInvariant(), version);

    private KnownVersion Known(string id, VersionListing listing)
    {
        var facts = FactsOf(id, listing.Version);
        return new KnownVersion(listing.Version, listing.Listed && facts?.Listed != false, listing.Deprecated ?? facts?.Deprecated, facts);
    }

    private void Note(string subject, Finding? problem)
    {
        if (problem is not null)
        {
            _problems[subject] = problem;
        }
    }

    private async Task<SourceAnswer<T>[]> AskAllAsync<TQuestion, T>(TQuestion[] questions, Func<TQuestion, Task<SourceAnswer<T>>> ask)
        where T : class
    {
        if (questions.Length == 0)
        {
            return [];
        }

        Interlocked.Add(ref _waiting, questions.Length);
        Report();
        return await Task.WhenAll(questions.Select(async question =>
        {
            try
            {
                return await ask(question);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
                Report();
            }
        }));
    }

    private void Report() => progress?.Report(new ResolutionProgress(_versions.Count, _facts.Count, Volatile.Read(ref _waiting)));
}
