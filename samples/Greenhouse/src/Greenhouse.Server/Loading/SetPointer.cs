using System.Collections.Immutable;
using System.Text.Json;

namespace Greenhouse.Loading;

/// <summary>What is to run: the file <c>current.json</c> of a target folder, see docs/deployers.md of ModuleBuild.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Release">Number of the release.</param>
/// <param name="SetDigest">Digest of the set.</param>
/// <param name="Modules">The modules, in the order of ids.</param>
internal sealed record SetPointer(string Environment, int Release, string SetDigest, ImmutableArray<PointedModule> Modules)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the pointer so that it may be replaced meanwhile; null where there is none.</summary>
    /// <param name="folder">The target folder.</param>
    /// <exception cref="IOException">It cannot be read now.</exception>
    /// <exception cref="JsonException">It is no pointer.</exception>
    public static SetPointer? Read(string folder)
    {
        try
        {
            using var stream = new FileStream(
                Path.Join(folder, "current.json"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<SetPointer>(stream, Options);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether two pointers name the same set of the same release, in the same folders.</summary>
    /// <param name="other">The other one.</param>
    public bool IsSameSet(SetPointer? other) =>
        other is not null && Release == other.Release && SetDigest == other.SetDigest
        && Modules.Select(module => module.Folder).SequenceEqual(other.Modules.Select(module => module.Folder));
}

/// <summary>A module of the set, and where it lies.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Folder">Folder relative to the target folder.</param>
/// <param name="Settings">Its settings, a JSON object; or none.</param>
internal sealed record PointedModule(string Id, string Version, string Folder, JsonElement? Settings = null);
