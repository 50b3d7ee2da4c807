using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Reporting;

/// <summary>The packages of an SBOM, and how two differ.</summary>
internal static class SbomComponents
{
    private const int MaxSize = 64 * 1024 * 1024;

    /// <summary>Versions by name; null where the file cannot be read.</summary>
    /// <param name="path">Absolute path of a CycloneDX document.</param>
    public static ImmutableSortedDictionary<string, string>? Read(string path)
    {
        var bytes = NamedFile.Read(path, MaxSize, out var problem);
        return problem is null ? Read(bytes) : null;
    }

    /// <summary>The same from its bytes, whatever they are.</summary>
    /// <param name="bytes">UTF-8.</param>
    public static ImmutableSortedDictionary<string, string>? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.GetProperty("components").EnumerateArray()
                .Where(component => component.GetProperty("type").GetString() == "library")
                .Select(component => (Name: component.GetProperty("name").GetString() ?? string.Empty, Version: VersionOf(component)))
                .DistinctBy(component => component.Name, StringComparer.OrdinalIgnoreCase)
                .ToImmutableSortedDictionary(component => component.Name, component => component.Version, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What changed from one to the other, by name; null stands for "not there".</summary>
    /// <param name="before">The older one.</param>
    /// <param name="after">The newer one.</param>
    public static IEnumerable<(string Name, string? From, string? To)> Changes(
        ImmutableSortedDictionary<string, string> before, ImmutableSortedDictionary<string, string> after) =>
        before.Keys.Union(after.Keys, StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => (name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
            .Where(change => change.Item2 != change.Item3);

    private static string VersionOf(JsonElement component) =>
        component.TryGetProperty("version", out var version) ? version.GetString() ?? string.Empty : string.Empty;
}
