using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

/// <summary>Small universes full of everything that the solver knows, from a seed.</summary>
public sealed class RandomUniverse
{
    private static readonly string[] Platforms = ["linux", "win-x64", "any"];
    private static readonly string[] Versions = ["1.0.0", "1.1.0-beta", "1.1.0", "2.0.0"];
    private static readonly string[] Ranges = ["[1.0.0]", "[1.0.0,2.0.0)", "1.1.0", "[1.1.0-beta,2.0.0)", "*", "[2.0.0]", "(1.0.0,)", "[1.0.0,1.1.0-0)", "3.0.0", "*-*", "1.*"];
    private readonly Random _random;

    public RandomUniverse(int seed)
    {
        _random = new Random(seed);
        var ids = Enumerable.Range(0, _random.Next(2, 6)).Select(i => $"P{i}").ToArray();
        Packages = [.. ids.SelectMany(id => Versions.Where(_ => _random.Next(4) > 0).Select(version => Package(id, version, ids)))];
        Request = new ResolutionRequest
        {
            Roots = [.. ids.Take(_random.Next(1, 3)).Select(id => new RootRequirement("root", new PackageDependency(id, Range())))],
            Hosts = _random.Next(3) == 0
                ? ImmutableSortedDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, [KeyValuePair.Create("Host", NuGetVersion.Parse("1.1.0"))])
                : ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase),
            Policy = new ResolutionPolicy { Prerelease = _random.Next(3) == 0 ? PrereleasePolicy.All : PrereleasePolicy.Explicit },
        };
    }

    /// <summary>A universe of given packages.</summary>
    public RandomUniverse(ImmutableArray<PackageFacts> packages, ResolutionRequest request)
    {
        _random = new Random(0);
        Packages = packages;
        Request = request;
    }

    public ImmutableArray<PackageFacts> Packages { get; }

    public ResolutionRequest Request { get; }

    /// <summary>
    /// A universe whose request says all that one can say: several who ask for the same, hosts and conflicts of those who ask, a platform,
    /// exclusions and overrides.
    /// </summary>
    public static RandomUniverse WithPolicies(int seed) => new RandomUniverse(seed).AddPolicies();

    /// <summary>Whether any set is consistent, found by trying all.</summary>
    public bool HasSolution() => Solutions().Any();

    /// <summary>Every set that is consistent, found by trying all.</summary>
    public IEnumerable<IReadOnlyDictionary<string, PackageFacts>> Solutions() => Solutions(Request);

    /// <summary>Every set that is consistent for another request, found by trying all.</summary>
    public IEnumerable<IReadOnlyDictionary<string, PackageFacts>> Solutions(ResolutionRequest request)
    {
        var byId = Packages.GroupBy(package => package.Id).Select(group => group.Select(facts => (PackageFacts?)facts).Prepend(null).ToArray()).ToArray();
        var sets = byId.Aggregate<PackageFacts?[], IEnumerable<ImmutableArray<PackageFacts>>>(
            [[]], (chosen, versions) => chosen.SelectMany(_ => versions, (set, next) => next is null ? set : set.Add(next)));
        return sets.Select(set => set.ToDictionary(facts => facts.Id, StringComparer.OrdinalIgnoreCase)).Where(set => !SetValidity.Problems(request, set).Any());
    }

    private RandomUniverse AddPolicies()
    {
        var ids = Packages.Select(package => package.Id).Distinct().ToArray();
        return new RandomUniverse(
            [.. Packages.Select(package => package with { Platforms = _random.Next(6) == 0 ? [Platforms[_random.Next(Platforms.Length)]] : [] })],
            Request with
            {
                Roots = [.. Request.Roots, .. Some(ids, 4, id => new RootRequirement("other", new PackageDependency(id, Range(), _random.Next(3) == 0 ? DependencyKind.Optional : DependencyKind.Required)))],
                RootHosts = [.. Some(["Host"], 4, id => new RootHost("other", new PackageRange(id, Range())))],
                RootConflicts = [.. Some(ids, 8, id => new RootConflict("other", new PackageRange(id, Range()))), .. Some(ids, 16, id => new RootConflict("root", new PackageRange(id, Range())))],
                Platform = _random.Next(3) == 0 ? "linux-x64" : null,
                Policy = Request.Policy with
                {
                    Exclusions = [.. Some(ids, 8, id => new VersionExclusion(id, Range(), "of a test")), .. Some(ids, 16, id => new VersionExclusion(id, Range(), "of another test"))],
                    Overrides = [.. Some(ids, 10, id => new VersionOverride(id, Range(), "of a test"))],
                },
            });
    }

    private IEnumerable<T> Some<T>(string[] ids, int oneIn, Func<string, T> make) => ids.Where(_ => _random.Next(oneIn) == 0).Select(make);

    private PackageFacts Package(string id, string version, string[] ids) => new()
    {
        Id = id,
        Version = NuGetVersion.Parse(version),
        Dependencies =
        [
            .. ids.Where(other => other != id && _random.Next(3) == 0).Select(other => new PackageDependency(other, Range(), _random.Next(6) switch
            {
                0 => DependencyKind.Optional,
                1 => DependencyKind.Peer,
                _ => DependencyKind.Required,
            })),
        ],
        Conflicts = [.. ids.Where(other => other != id && _random.Next(12) == 0).Select(other => new PackageRange(other, Range()))],
        Hosts = _random.Next(8) == 0 ? [new PackageRange("Host", Range())] : [],
    };

    private WrittenRange Range()
    {
        var text = Ranges[_random.Next(Ranges.Length)];
        return new WrittenRange(text, VersionRange.Parse(text));
    }
}
