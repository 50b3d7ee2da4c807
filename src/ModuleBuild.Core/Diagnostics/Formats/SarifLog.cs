using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics.Tools;

namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>
/// A log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS,
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). It holds nothing of the machine that wrote it.
/// </summary>
internal sealed class SarifLog(IReadOnlyList<Finding> findings, IReadOnlyList<Finding> accepted, IReadOnlyList<ToolRun> others, string root, string toolVersion)
{
    private readonly ImmutableArray<DiagnosticDescriptor> _rules =
        [.. findings.Concat(accepted).Select(finding => finding.Descriptor).DistinctBy(rule => rule.Code).OrderBy(rule => rule.Code, StringComparer.Ordinal)];

    public string Write() => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(writer);
        WriteRoot(writer);
        new SarifResults(writer, _rules, root, tellsSuppressions: accepted.Count > 0).Write(findings, accepted);
        writer.WriteEndObject();
        foreach (var run in others)
        {
            new SarifToolRun(writer, root).Write(run);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>How columns count, and that files are told from the root of the sources.</summary>
    /// <param name="writer">The log, within a run.</param>
    public static void WriteRoot(Utf8JsonWriter writer)
    {
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartObject("originalUriBaseIds");
        writer.WriteStartObject(SarifResults.BaseId);
        SarifRules.WriteMessage(writer, "description", "The root of the sources.");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteTool(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "ModuleBuild");
        writer.WriteString("semanticVersion", toolVersion);
        writer.WriteString("informationUri", ProjectLinks.Repository);
        SarifRules.Write(writer, _rules);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
