using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Index;

/// <summary>What an index is to hold.</summary>
/// <param name="Roots">Packages from which it is collected; their kind does not matter.</param>
public sealed record IndexRequest(ImmutableArray<PackageDependency> Roots)
{
    /// <summary>
    /// Whether every version of each package counts; else those within a range that somebody asks for. Of a float all versions from its
    /// lowest on count, because a policy decides how far it goes.
    /// </summary>
    public bool AllVersions { get; init; }
}

/// <summary>Collects the facts of packages and of all that they lead to, for an index.</summary>
public static class FeedIndexer
{
    /// <summary>Walks a source from the roots through all kinds of dependencies.</summary>
    /// <param name="source">Where packages come from.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="progress">Told after each round, or null.</param>
    /// <param name="cancellation">Stops the walk.</param>
    /// <returns>The facts in the order of ids and versions; MB1008 for a root that nobody has, and problems of sources.</returns>
    public static async Task<(ImmutableArray<PackageFacts> Packages, ImmutableArray<Finding> Findings)> CollectAsync(
        IPackageSource source, IndexRequest request, IProgress<ResolutionProgress>? progress, CancellationToken cancellation)
    {
        var walk = new Walk(source, request.AllVersions);
        await walk.ListAsync(request.Roots, isRoot: true, cancellation);
        while (walk.Next() is { Count: > 0 } wanted)
        {
            progress?.Report(walk.Progress(wanted.Count));
            var facts = await Task.WhenAll(wanted.Select(next => source.GetFactsAsync(next.Id, next.Version, cancellation)));
            await walk.ListAsync(walk.Take(facts), isRoot: false, cancellation);
        }

        progress?.Report(walk.Progress(0));
        return walk.Result();
    }

    private sealed class Walk(IPackageSource source, bool allVersions)
    {
        private readonly Dictionary<string, PackageVersions> _lists = new(StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<(string Id, NuGetVersion Version)> _seen = [];
        private readonly List<(string Id, NuGetVersion Version)> _wanted = [];
        private readonly List<PackageFacts> _packages = [];
        private readonly List<Finding> _findings = [];

        /// <summary>Finds the versions that dependencies want.</summary>
        public async Task ListAsync(IEnumerable<PackageDependency> dependencies, bool isRoot, CancellationToken cancellation)
        {
            var needs = dependencies.ToList();
            var unknown = needs.Select(need => need.Id).Where(id => !_lists.ContainsKey(id)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            var answers = await Task.WhenAll(unknown.Select(id => source.GetVersionsAsync(id, cancellation)));
            foreach (var (id, answer) in unknown.Zip(answers))
            {
                Report(answer.Problem);
                _lists.Add(id, answer.Value ?? new PackageVersions(id, []));
                if (isRoot && answer.Value is { Versions.IsEmpty: true })
                {
                    Report(Finding.Create(
                        DiagnosticCatalog.DependencyNotFound, SourceLocation.None, id, "(any version)", "nobody has a package of that name", "Check how it is spelt."));
                }
            }

            foreach (var need in needs)
            {
                var list = _lists[need.Id];
                _wanted.AddRange(list.Versions
                    .Select(listing => listing.Version)
                    .Where(version => allVersions || need.Range.Range.Satisfies(version))
                    .Where(version => _seen.Add((list.Id.ToUpperInvariant(), version)))
                    .Select(version => (list.Id, version)));
            }
        }

        /// <summary>What has to be asked now.</summary>
        public List<(string Id, NuGetVersion Version)> Next()
        {
            var next = _wanted.ToList();
            _wanted.Clear();
            return next;
        }

        /// <summary>Keeps facts.</summary>
        /// <returns>What they lead to.</returns>
        public IEnumerable<PackageDependency> Take(IReadOnlyList<SourceAnswer<PackageFacts>> answers)
        {
            foreach (var answer in answers)
            {
                Report(answer.Problem);
            }

            var facts = answers.Select(answer => answer.Value).OfType<PackageFacts>().ToList();
            _packages.AddRange(facts);
            return facts.SelectMany(package => package.Dependencies);
        }

        public ResolutionProgress Progress(int waiting) => new(_lists.Count, _packages.Count, waiting);

        public (ImmutableArray<PackageFacts> Packages, ImmutableArray<Finding> Findings) Result() =>
        (
            [.. _packages.OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Version)],
            [.. _findings.DistinctBy(finding => (finding.Code, finding.Message))]);

        private void Report(Finding? finding)
        {
            if (finding is not null)
            {
                _findings.Add(finding);
            }
        }
    }
}
