using System.Text.Json;

namespace ModuleBuild.Core.Evidence;

/// <summary>The files that an SBOM answers for.</summary>
internal static class SbomFiles
{
    /// <summary>SHA-256 by path in the package; null where it cannot be read.</summary>
    /// <param name="json">CycloneDX.</param>
    public static Dictionary<string, string>? Read(byte[]? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? []);
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            Collect(document.RootElement, files);
            return files;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Collect(JsonElement element, Dictionary<string, string> files)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, files);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (Text(element, "type") == "file" && Text(element, "name") is { } name && Sha256(element) is { } hash)
            {
                files[name] = hash;
            }

            foreach (var field in new[] { "metadata", "component", "components" })
            {
                if (element.TryGetProperty(field, out var inner))
                {
                    Collect(inner, files);
                }
            }
        }
    }

    private static string? Sha256(JsonElement file) =>
        file.TryGetProperty("hashes", out var hashes) && hashes.ValueKind == JsonValueKind.Array
            ? hashes.EnumerateArray().Where(hash => hash.ValueKind == JsonValueKind.Object && Text(hash, "alg") == "SHA-256").Select(hash => Text(hash, "content")).FirstOrDefault()
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
