using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Core.Diagnostics.Tools;
using ModuleBuild.Packaging;

namespace ModuleBuild.Cli.Reporting;

/// <summary>
/// One SARIF 2.1.0 log of a build with one run: what the modules' own logs say, and what else the build raised. It keeps to what GitHub takes,
/// see https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
/// </summary>
internal static class MergedSarif
{
    /// <summary>The most results of a run that GitHub takes.</summary>
    public const int MostResults = 25_000;

    /// <summary>The most bytes that GitHub takes, compressed.</summary>
    public const int MostCompressedBytes = 10 * 1000 * 1000;

    private const string Fingerprint = "primaryLocationLineHash";

    /// <summary>Writes it.</summary>
    /// <param name="documents">Logs of modules.</param>
    /// <param name="messages">What the build raised.</param>
    /// <param name="root">Absolute path of the root of the sources.</param>
    /// <param name="category">What tells this log from others of the same commit; empty for nothing.</param>
    /// <returns>UTF-8, and how many results did not find room.</returns>
    public static (byte[] Bytes, int Left) Write(IEnumerable<SarifDocument> documents, IReadOnlyList<ReportedMessage> messages, string root, string category)
    {
        var own = documents.SelectMany(document => document.Results(root)).DistinctBy(result => (result.Place, result.Message)).ToList();
        var places = own.Select(result => result.Place).ToHashSet();
        var others = Raised(messages, root).Results(root).Where(result => !places.Contains(result.Place));
        List<SarifResult> all = [.. own.Concat(others).OrderByDescending(result => result.Severity)];
        for (var count = Math.Min(all.Count, MostResults); ; count /= 2)
        {
            var bytes = Write(all[..count], category);
            if (count == 0 || CompressedLength(bytes) <= MostCompressedBytes)
            {
                return (bytes, all.Count - count);
            }
        }
    }

    // What was raised by a rule of ours has a page of ours; the rest keeps its code and its page.
    private static SarifDocument Raised(IReadOnlyList<ReportedMessage> messages, string root)
    {
        var findings = messages
            .Select(message => DiagnosticCatalog.Find(message.Code) is { } rule ? new Finding(rule, message.Message, message.Location) { Severity = message.Severity } : null)
            .OfType<Finding>()
            .ToList();
        var others = messages.Where(message => message.Code.Length > 0 && DiagnosticCatalog.Find(message.Code) is null).ToList();
        var run = new ToolRun(
            "Build",
            string.Empty,
            [.. others.DistinctBy(message => message.Code).Select(message => new ToolRule(message.Code, message.HelpLink, message.Severity))],
            [.. others.Select(message => new ToolResult(message.Code, message.Severity, message.Message, message.Location))])
        {
            InformationLink = ProjectLinks.Repository,
        };
        return SarifDocument.Parse(Encoding.UTF8.GetBytes(FindingFormats.Sarif(findings, [], root, ToolVersion.Current, [run])), root)!;
    }

    private static byte[] Write(IReadOnlyList<SarifResult> results, string category)
    {
        var rules = results.Select(result => result.RuleId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var ruleOf = results.Where(result => result.Rule is not null).DistinctBy(result => result.RuleId).ToDictionary(result => result.RuleId, result => result.Rule!);
        var index = rules.Select((id, place) => (id, place)).ToDictionary(rule => rule.id, rule => rule.place, StringComparer.Ordinal);
        var occurrences = new Dictionary<string, int>(StringComparer.Ordinal);
        var tellsSuppressions = results.Any(result => result.IsSuppressed);
        var run = new JsonObject
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
            ["columnKind"] = "utf16CodeUnits",
            ["originalUriBaseIds"] = new JsonObject { ["SRCROOT"] = new JsonObject { ["description"] = new JsonObject { ["text"] = "The root of the sources." } } },
            ["results"] = new JsonArray([.. results.Select(result => Numbered((JsonObject)result.Json.DeepClone()))]),
        };
        if (category.Length > 0)
        {
            run.Insert(1, "automationDetails", new JsonObject { ["id"] = category + "/" });
        }

        var log = new JsonObject { ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json", ["version"] = "2.1.0", ["runs"] = new JsonArray(run) };
        return Encoding.UTF8.GetBytes(Output.JsonOutput.Of(writer => log.WriteTo(writer)));

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

    private static long CompressedLength(byte[] bytes)
    {
        using var counted = new MemoryStream();
        using (var gzip = new GZipStream(counted, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return counted.Length;
    }
}
