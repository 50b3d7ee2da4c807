using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Files;
using ModuleBuild.Security.Capabilities.Inputs;

namespace ModuleBuild.Security.Capabilities;

/// <summary>
/// The assemblies that run together on one platform. A module that names no platform may run on any for which its packages have assemblies of
/// their own (<c>runtimes/RID/lib</c>): each is looked into, where it differs.
/// </summary>
/// <param name="Files">The assemblies, roots first.</param>
/// <param name="Lacks">Names of assemblies that only other platforms have: nobody misses them here.</param>
internal sealed record Platform(ImmutableArray<AnalyzedFile> Files, ImmutableHashSet<string> Lacks)
{
    /// <summary>More than any package has; bytes could claim any number.</summary>
    public const int Most = 32;

    /// <summary>Assemblies that differ on more platforms than are looked into.</summary>
    /// <param name="files">What may be there.</param>
    public static IEnumerable<UnknownAssembly> TooMany(ImmutableArray<AnalyzedFile> files) => files
        .Where(file => !file.IsNative && file.Runtime is not null)
        .GroupBy(NameOf, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Select(file => file.Runtime).Distinct(StringComparer.OrdinalIgnoreCase).Count() > Most)
        .Select(group => new UnknownAssembly(group.Key, $"it differs on more than {Most} platforms"));

    /// <summary>All platforms that differ; the one that has nothing of its own comes first.</summary>
    /// <param name="files">What may be there.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<Platform> Of(ImmutableArray<AnalyzedFile> files, CancellationToken cancellation)
    {
        ImmutableArray<AnalyzedFile> managed = [.. files.Where(file => !file.IsNative)];
        var runtimes = managed.Select(file => file.Runtime).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        if (runtimes.Count == 0)
        {
            return [new Platform(managed, [])];
        }

        var different = managed.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).Where(group => group.Any(file => file.Runtime is not null)).ToList();
        var names = different.Select(group => group.Key).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<AnalyzedFile> same = [.. managed.Where(file => !names.Contains(NameOf(file)))];
        var platforms = new List<Platform>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var runtime in runtimes.Take(Most).Prepend(null))
        {
            cancellation.ThrowIfCancellationRequested();
            var fallbacks = runtime is null ? [] : RuntimeIdentifier.Fallbacks(runtime);
            var own = different.Select(group => Nearest([.. group], fallbacks)).OfType<AnalyzedFile>().ToList();
            if (seen.Add(string.Join('\n', own.Select(file => HashOf(file.Path, hashes)))))
            {
                platforms.Add(new Platform([.. same.Concat(own).OrderByDescending(file => file.IsRoot)], names.Except(own.Select(NameOf))));
            }
        }

        return platforms;
    }

    // Of several for one platform the first counts, as it does for assemblies that are for all.
    private static AnalyzedFile? Nearest(AnalyzedFile[] files, ImmutableArray<string> fallbacks)
    {
        var found = files
            .Select(file => (File: file, Rank: file.Runtime is null || file.Runtime.Equals("any", StringComparison.OrdinalIgnoreCase) ? fallbacks.Length : fallbacks.IndexOf(file.Runtime.ToLowerInvariant())))
            .Where(pair => pair.Rank >= 0)
            .OrderBy(pair => pair.Rank)
            .Select(pair => pair.File)
            .FirstOrDefault();
        return found is null ? null : found with { IsRoot = files.Any(file => file.IsRoot) };
    }

    private static string NameOf(AnalyzedFile file) => Path.GetFileNameWithoutExtension(file.Path);

    private static string HashOf(string path, Dictionary<string, string> hashes)
    {
        if (!hashes.TryGetValue(path, out var hash))
        {
            hash = FileHash.Of(path) ?? path;
            hashes.Add(path, hash);
        }

        return hash;
    }
}
