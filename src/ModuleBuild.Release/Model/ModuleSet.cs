using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ModuleBuild.Release.Model;

/// <summary>What an environment runs: one version of each module, with the settings of each. It is replaced whole.</summary>
/// <param name="Modules">In the order of ids, case left aside; each id once.</param>
/// <param name="Settings">A JSON object by the id of a module of the set; modules without settings are left out.</param>
public sealed record ModuleSet(ImmutableArray<ReleasedModule> Modules, ImmutableSortedDictionary<string, JsonElement> Settings)
{
    /// <summary>A JSON object by the id of a module, ids in either case.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Settings { get; init; } = Settings.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>The set of an environment where nothing runs yet.</summary>
    public static ModuleSet Empty { get; } = new([], ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Makes a set, in its order.</summary>
    /// <param name="modules">The modules in any order, each id once.</param>
    /// <param name="settings">Settings by id; those of modules that are not in the set are left out.</param>
    /// <exception cref="ArgumentException">An id is there twice.</exception>
    public static ModuleSet Of(IEnumerable<ReleasedModule> modules, IEnumerable<KeyValuePair<string, JsonElement>> settings)
    {
        ImmutableArray<ReleasedModule> sorted = [.. modules.OrderBy(module => module.Id, StringComparer.OrdinalIgnoreCase)];
        var ids = sorted.Select(module => module.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return ids.Count == sorted.Length
            ? new ModuleSet(sorted, settings.Where(pair => ids.Contains(pair.Key)).ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase))
            : throw new ArgumentException("A module is in the set twice.", nameof(modules));
    }

    /// <summary>
    /// What the set is, modules and settings: <c>sha256:</c> and lower-case hexadecimal. Two sets with the same digest are the same set.
    /// </summary>
    public string Digest()
    {
        // A length before each text: no id, version or setting can look like the end of another.
        var text = new StringBuilder("modulebuild-set-1\n");
        foreach (var module in Modules)
        {
            Add(text, module.Id.ToLowerInvariant(), module.Version, module.ContentHash);
        }

        foreach (var (id, settings) in Settings)
        {
            Add(text, "settings", id.ToLowerInvariant(), CanonicalJson.Of(settings));
        }

        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))}";
    }

    /// <summary>The module with an id, in either case; null where it is not in the set.</summary>
    /// <param name="id">The id.</param>
    public ReleasedModule? Find(string id) => Modules.FirstOrDefault(module => module.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static void Add(StringBuilder text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part).Append('\n');
        }
    }
}
