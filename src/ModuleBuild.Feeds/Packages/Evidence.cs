using System.Globalization;
using System.Text;
using System.Text.Json;
using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Feeds.Packages;

/// <summary>
/// What a package proves about itself beyond its manifest: measured values and scans from evidence of the kind <c>metrics</c>, and the
/// section of its changelog. None of it decides what is consistent, so what cannot be understood is left out.
/// </summary>
internal static class Evidence
{
    private const string MetricsKind = "metrics";
    private const string ChangelogName = "CHANGELOG.md";

    /// <summary>Adds what is there.</summary>
    public static PackageFacts Add(PackageFacts facts, IModuleFiles folder)
    {
        var index = folder.Read(EvidenceIndex.PackagePath[EvidencePath.Folder.Length..]) is { } bytes
            ? EvidenceIndexFile.Read(EvidenceIndex.PackagePath, bytes).Index
            : null;
        // The index was read strictly: its paths stay below module/.
        foreach (var file in index?.Files.Where(file => file.Kind == MetricsKind) ?? [])
        {
            facts = folder.Read(file.Path[EvidencePath.Folder.Length..]) is { } metrics ? AddMetrics(facts, metrics) : facts;
        }

        return folder.Read(ChangelogName) is { } changelog
            ? facts with { Changelog = Changelog.Read(Encoding.UTF8.GetString(changelog)).Find(facts.Version)?.Text }
            : facts;
    }

    private static PackageFacts AddMetrics(PackageFacts facts, byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? facts : facts with
            {
                BuildDate = Find(root, "buildDate", JsonValueKind.String) is { } date && DateTimeOffset.TryParse(
                    date.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var built) ? built : facts.BuildDate,
                SecurityScanPassed = Find(root, "securityScanPassed", JsonValueKind.True) is not null ? facts.SecurityScanPassed ?? true
                    : Find(root, "securityScanPassed", JsonValueKind.False) is not null ? false
                    : facts.SecurityScanPassed,
                Metrics = Find(root, "metrics", JsonValueKind.Object) is { } metrics
                    ? facts.Metrics.SetItems(metrics.EnumerateObject()
                        .Where(metric => metric.Value.ValueKind == JsonValueKind.Number && double.IsFinite(metric.Value.GetDouble()))
                        .Select(metric => KeyValuePair.Create(metric.Name, metric.Value.GetDouble())))
                    : facts.Metrics,
            };
        }
        catch (JsonException)
        {
            return facts;
        }
    }

    private static JsonElement? Find(JsonElement root, string name, JsonValueKind kind) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;
}
