using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

/// <summary>Small universes full of everything that the solver knows, from a seed.</summary>
public sealed class RandomUniverse
{
    private static readonly string[] Versions = ["1.0.0", "1.1.0-beta", "1.1.0", "2.0.0"];
    private static readonly string[] Ranges = ["[1.0.0]", "[1.0.0,2.0.0)", "1.1.0", "[1.1.0-beta,2.0.0)", "*", "[2.0.0]", "(1.0.0,)", "[1.0.0,1.1.0-0)", "3.0.0"];
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

    public ImmutableArray<PackageFacts> Packages { get; }

    public ResolutionRequest Request { get; }

    /// <summary>Every set that is consistent, found by trying all.</summary>
    public bool HasSolution()
    {
        var byId = Packages.GroupBy(package => package.Id).Select(group => group.Select(facts => (PackageFacts?)facts).Prepend(null).ToArray()).ToArray();
        var chosen = new PackageFacts?[byId.Length];
        return Try(0);

        bool Try(int at)
        {
            if (at == byId.Length)
            {
                var set = chosen.OfType<PackageFacts>().ToDictionary(facts => facts.Id, StringComparer.OrdinalIgnoreCase);
                return !SetValidity.Problems(Request, set).Any();
            }

            foreach (var choice in byId[at])
            {
                chosen[at] = choice;
                if (Try(at + 1))
                {
                    return true;
                }
            }

            return false;
        }
    }

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
