using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Ports;
using NuGet.Versioning;

namespace ModuleBuild.Release.Evidence;

/// <summary>Reads what builds and other tools write into packages as JSON: measured values, verdicts, SBOMs.</summary>
internal static class EvidenceJson
{
    private const int KnownFormat = 1;
    private const string PackageUrl = "pkg:nuget/";

    /// <summary>Measured values, and the verdict where it is one of security.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="InvalidDataException">It is not what it should be.</exception>
    public static (SecurityRecord? Security, ImmutableArray<KeyValuePair<string, double>> Values) Metrics(byte[] bytes) => Read(bytes, "a file of metrics", root =>
    {
        if (root.TryGetProperty("formatVersion", out var format) && !(format.ValueKind == JsonValueKind.Number && format.TryGetInt32(out var number) && number == KnownFormat))
        {
            throw new InvalidDataException($"the 'formatVersion' of a file of metrics is {format.GetRawText()}; this tool knows {KnownFormat}. Update ModuleBuild.");
        }

        var values = root.TryGetProperty("metrics", out var metrics) && metrics.ValueKind == JsonValueKind.Object
            ? metrics.EnumerateObject().Where(metric => metric.Value.ValueKind == JsonValueKind.Number && double.IsFinite(metric.Value.GetDouble()))
                .Select(metric => KeyValuePair.Create(metric.Name, metric.Value.GetDouble())).ToImmutableArray()
            : [];
        var security = root.TryGetProperty("score", out var score)
            ? new SecurityRecord(score.GetInt32(), root.GetProperty("securityScanPassed").GetBoolean(), [.. root.GetProperty("notLookedAt").EnumerateArray().Select(word => word.GetString()!)])
            : null;
        return (security, values);
    });

    /// <summary>What an SBOM lists: CycloneDX 1.4 or newer.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="InvalidDataException">It is not what it should be.</exception>
    public static SbomRecord Sbom(byte[] bytes) => Read(bytes, "the SBOM", root =>
    {
        if (root.GetProperty("bomFormat").GetString() != "CycloneDX")
        {
            throw new InvalidDataException("the SBOM is no CycloneDX document.");
        }

        var packages = List(root, "components").Select(component => Text(component, "purl")).OfType<string>().Select(Package).OfType<PackageVersion>();
        var compositions = List(root, "compositions").ToList();
        return new SbomRecord(
            [.. packages],
            compositions.Count > 0 && compositions.TrueForAll(composition => Text(composition, "aggregate") == "complete"));
    });

    private static PackageVersion? Package(string purl)
    {
        var parts = purl.StartsWith(PackageUrl, StringComparison.Ordinal) ? purl[PackageUrl.Length..].Split('?', '#')[0].Split('@') : [];
        return parts.Length == 2 && NuGetVersion.TryParse(Uri.UnescapeDataString(parts[1]), out var version)
            ? new PackageVersion(Uri.UnescapeDataString(parts[0]), version)
            : null;
    }

    private static JsonElement.ArrayEnumerator List(JsonElement o, string name) => o.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    private static string? Text(JsonElement o, string name) => o.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static T Read<T>(byte[] bytes, string what, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{what} cannot be understood: {e.Message}");
        }
    }
}
