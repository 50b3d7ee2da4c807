using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Cases;

/// <summary>
/// Suites of resolver cases that come from elsewhere and are no part of the repository: they stand in a folder beside the clone,
/// <c>../shared/cases/resolution</c>, or in the one that MODULEBUILD_CASES names.
/// </summary>
public static class CaseSuite
{
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("MODULEBUILD_CASES") ?? RepositoryFolder.Combine("..", "shared", "cases", "resolution");

    public static IEnumerable<string> Names => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.json.gz").Select(path => Path.GetFileName(path)[..^".json.gz".Length]).Order(StringComparer.Ordinal)
        : [];

    /// <summary>The cases of a suite; a performance file gives one case a solve.</summary>
    public static ImmutableArray<ResolverCase> Read(string name)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(Folder, name + ".json.gz")), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(file);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array)
        {
            return [.. root.EnumerateArray().Select(each => Case(each, new MemorySource(Universe(each.GetProperty("universe")))))];
        }

        var universe = new MemorySource(Universe(root.GetProperty("universe")));
        return [.. root.GetProperty("solves").EnumerateArray().Select((solve, i) => Case(solve, universe) with { Name = $"{name} #{i}" })];
    }

    private static ResolverCase Case(JsonElement json, MemorySource universe)
    {
        var expect = json.GetProperty("expect");
        var isConflict = expect.TryGetProperty("conflict", out var conflict) ? conflict.GetBoolean()
            : expect.TryGetProperty("satisfiable", out var satisfiable) && !satisfiable.GetBoolean();
        return new ResolverCase(
            Text(json, "id") ?? Text(json, "name") ?? "",
            universe,
            new ResolutionRequest
            {
                Roots = [.. json.GetProperty("roots").EnumerateObject().Select(root => RootRequirement.Of(root.Name, Range(root.Value.GetString()!)))],
                Locked = json.TryGetProperty("locked", out var locked)
                    ? locked.EnumerateObject().ToImmutableSortedDictionary(each => each.Name, each => NuGetVersion.Parse(each.Value.GetString()!), StringComparer.OrdinalIgnoreCase)
                    : ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase),
                Policy = new ResolutionPolicy
                {
                    Strategy = PolicyWords.Find(PolicyWords.Strategies, Text(json, "strategy") ?? "latest")!.Value,
                    Prerelease = PolicyWords.Find(PolicyWords.Prereleases, Text(json, "prerelease") ?? "explicit")!.Value,
                    Unlisted = PolicyWords.Find(PolicyWords.Unlisted, Text(json, "unlisted") ?? "prefer-listed")!.Value,
                },
            },
            isConflict ? "conflict" : Text(expect, "accept") ?? "any-valid",
            isConflict || !expect.TryGetProperty("solution", out var solution)
                ? null
                : solution.EnumerateObject().ToImmutableSortedDictionary(each => each.Name, each => each.Value.GetString()!, StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<PackageFacts> Universe(JsonElement json)
    {
        var ranges = new Dictionary<string, WrittenRange>();
        foreach (var entry in json.EnumerateArray())
        {
            yield return new PackageFacts
            {
                Id = entry.GetProperty("id").GetString()!,
                Version = NuGetVersion.Parse(entry.GetProperty("version").GetString()!),
                Listed = !entry.TryGetProperty("listed", out var listed) || listed.GetBoolean(),
                Dependencies =
                [
                    .. entry.GetProperty("dependencies").EnumerateObject().Select(dependency =>
                    {
                        var text = dependency.Value.GetString()!;
                        return new PackageDependency(dependency.Name, ranges.TryGetValue(text, out var known) ? known : ranges[text] = Range(text));
                    }),
                ],
            };
        }
    }

    private static WrittenRange Range(string text) => new(text, VersionRange.Parse(text));

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A case.</summary>
public sealed record ResolverCase(
    string Name, MemorySource Universe, ResolutionRequest Request, string Accept, ImmutableSortedDictionary<string, string>? Solution);
