using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Reading;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Core.Locking;

/// <summary>
/// What a lock is the answer to, as flat pairs of a name and a text: the pairs are hashed, and what differs between two locks, or
/// between a lock and the manifests, is what differs between their pairs.
/// </summary>
internal static class LockInputs
{
    /// <summary>How people call a folder of the workspace.</summary>
    /// <param name="folder">Relative to the workspace; <c>.</c> is the workspace itself.</param>
    public static string NameOf(string folder) => folder == "." ? ManifestFileName : folder;

    private const string ManifestFileName = "module.json";

    /// <summary>SHA-256 of the pairs, as a lock writes it.</summary>
    public static string HashOf(LockFile lockFile)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in Pairs(lockFile))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{text}\n"));
        }

        return $"sha256-{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>What is asked for by one lock and not, or otherwise, by another; a line each, in ordinal order.</summary>
    public static IEnumerable<string> Differences(LockFile before, LockFile after)
    {
        var (old, now) = (Pairs(before), Pairs(after));
        foreach (var name in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var (was, becomes) = (old.GetValueOrDefault(name), now.GetValueOrDefault(name));
            if (was != becomes)
            {
                yield return was is null ? Line(name, becomes!, "new") : becomes is null ? Line(name, was, "gone") : $"{name} {was} -> {becomes}";
            }
        }

        static string Line(string name, string text, string state) => text.Length == 0 ? $"{name} ({state})" : $"{name} {text} ({state})";
    }

    private static SortedDictionary<string, string> Pairs(LockFile lockFile)
    {
        var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["policy: strategy"] = PolicyWords.Of(PolicyWords.Strategies, lockFile.Strategy),
        };
        AddPolicy(pairs, lockFile.Policy);
        foreach (var (folder, module) in lockFile.Modules)
        {
            var name = NameOf(folder);
            pairs[$"{name}:"] = string.Empty;
            foreach (var dependency in module.Dependencies)
            {
                pairs[$"{name}: {dependency.Id}"] = TextOf(dependency);
            }

            foreach (var host in module.Hosts)
            {
                pairs[$"{name}: host {host.Id}"] = host.Range.Text;
            }

            foreach (var conflict in module.Conflicts)
            {
                pairs[$"{name}: conflict with {conflict.Id}"] = conflict.Range.Text;
            }
        }

        return pairs;
    }

    private static string TextOf(PackageDependency dependency) => dependency.Kind == DependencyKind.Required
        ? dependency.Range.Text
        : $"{dependency.Range.Text} ({ManifestWords.DependencyKinds.WordFor(dependency.Kind)})";

    private static void AddPolicy(SortedDictionary<string, string> pairs, ResolutionSettings policy)
    {
        Add("prerelease", policy.Prerelease is { } prerelease ? PolicyWords.Of(PolicyWords.Prereleases, prerelease) : null);
        Add("unlisted", policy.Unlisted is { } unlisted ? PolicyWords.Of(PolicyWords.Unlisted, unlisted) : null);
        Add("metric", policy.Metric);
        Add("platform", policy.Platform);
        foreach (var (id, version) in policy.Hosts)
        {
            Add($"host {id}", version.ToNormalizedString());
        }

        foreach (var rule in policy.Exclusions)
        {
            Add($"exclude {rule.Id} {rule.Range}", $"({rule.Reason})");
        }

        foreach (var rule in policy.Overrides)
        {
            Add($"override {rule.Id} {rule.Range}", $"({rule.Reason})");
        }

        void Add(string name, string? text)
        {
            if (text is not null)
            {
                pairs[$"policy: {name}"] = text;
            }
        }
    }
}
