using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging;

namespace ModuleBuild.Cli.Reporting;

/// <summary>One run of the log: within what GitHub takes, the gravest first.</summary>
internal static class SarifRun
{
    /// <summary>The most results of a run that GitHub takes.</summary>
    public const int MostResults = 25_000;

    /// <summary>The most bytes that GitHub takes, compressed.</summary>
    public const int MostCompressedBytes = 10 * 1000 * 1000;

    private const string Fingerprint = "primaryLocationLineHash";

    /// <summary>Makes it.</summary>
    /// <param name="results">What was found.</param>
    /// <param name="category">What tells it from other runs of the same commit.</param>
    /// <param name="isComplete">Whether it is all there is of this category: then what it does not have is mended.</param>
    /// <returns>The run, and how many results did not find room.</returns>
    public static (JsonObject Run, int Left) Of(IEnumerable<SarifResult> results, string category, bool isComplete)
    {
        List<SarifResult> all = [.. results.OrderByDescending(result => result.Severity)];
        for (var count = Math.Min(all.Count, MostResults); ; count /= 2)
        {
            var run = Write(all[..count], category, isComplete);
            if (count == 0 || Fits(run))
            {
                return (run, all.Count - count);
            }
        }
    }

    private static JsonObject Write(IReadOnlyList<SarifResult> results, string category, bool isComplete)
    {
        var rules = results.Select(result => result.RuleId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var ruleOf = results.Where(result => result.Rule is not null).DistinctBy(result => result.RuleId).ToDictionary(result => result.RuleId, result => result.Rule!);
        var index = rules.Select((id, place) => (id, place)).ToDictionary(rule => rule.id, rule => rule.place, StringComparer.Ordinal);
        var occurrences = new Dictionary<string, int>(StringComparer.Ordinal);
        var tellsSuppressions = results.Any(result => result.IsSuppressed);
        return new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "ModuleBuild",
                    ["semanticVersion"] = ToolVersion.Current,
                    ["informationUri"] = ProjectLinks.Repository,
                    ["rules"] = new JsonArray([.. rules.Select(id => ruleOf.GetValueOrDefault(id)?.DeepClone() ?? new JsonObject { ["id"] = id })]),
                },
            },
            ["automationDetails"] = new JsonObject { ["id"] = category + "/" },
            ["columnKind"] = "utf16CodeUnits",
            ["originalUriBaseIds"] = new JsonObject { ["SRCROOT"] = new JsonObject { ["description"] = new JsonObject { ["text"] = "The root of the sources." } } },
            ["results"] = new JsonArray([.. results.Select(result => Numbered((JsonObject)result.Json.DeepClone()))]),
            ["properties"] = new JsonObject { ["complete"] = isComplete },
        };

        JsonObject Numbered(JsonObject result)
        {
            result["ruleIndex"] = index[SarifResult.Text(result["ruleId"])!];
            if (result["partialFingerprints"] is JsonObject prints && SarifResult.Text(prints[Fingerprint]) is { } print)
            {
                var hash = print.Split(':')[0];
                var occurrence = occurrences[hash] = occurrences.GetValueOrDefault(hash) + 1;
                prints[Fingerprint] = string.Create(CultureInfo.InvariantCulture, $"{hash}:{occurrence}");
            }

            // The format wants them of all results or of none.
            if (tellsSuppressions)
            {
                result["suppressions"] ??= new JsonArray();
            }
            else
            {
                result.Remove("suppressions");
            }

            return result;
        }
    }

    private static bool Fits(JsonObject run)
    {
        var bytes = Encoding.UTF8.GetBytes(run.ToJsonString());
        if (bytes.Length <= MostCompressedBytes / 2)
        {
            return true;
        }

        using var counted = new MemoryStream();
        using (var gzip = new GZipStream(counted, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return counted.Length <= MostCompressedBytes;
    }
}
