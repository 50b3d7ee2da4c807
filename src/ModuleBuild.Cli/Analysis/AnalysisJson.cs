using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Cli.Analysis;

/// <summary>Writes a report for programs; the form stands in <c>docs/capabilities.md</c>.</summary>
internal static class AnalysisJson
{
    /// <summary>What was analysed, what each type and method reaches, and all together.</summary>
    public static string Of(AnalysisResult result) => JsonOutput.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("target", result.Report.Module);
        json.WriteString("version", result.Report.Version);
        json.WriteString("map", result.Report.MapVersion);
        json.WriteStartArray("entries");
        foreach (var entry in result.Entries)
        {
            Write(json, entry);
        }

        json.WriteEndArray();
        Capabilities(json, "capabilities", result.Report);
        json.WritePropertyName("unknown");
        CapabilityReportFile.Write(json, result.Report.Unknown);
        json.WriteEndObject();
    });

    /// <summary>What is reached now and was not, and the other way round.</summary>
    public static string Of(CapabilityDifference difference) => JsonOutput.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("before", Name(difference.Before));
        json.WriteString("after", Name(difference.After));
        json.WriteBoolean("sameMap", difference.IsSameMap);
        json.WritePropertyName("added");
        CapabilityReportFile.Write(json, difference.Added);
        json.WritePropertyName("removed");
        CapabilityReportFile.Write(json, difference.Removed);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, EntryCapabilities entry)
    {
        json.WriteStartObject();
        json.WriteString("type", entry.Type);
        json.WriteString("assembly", entry.Assembly);
        json.WriteStartArray("methods");
        foreach (var method in entry.Methods)
        {
            json.WriteStartObject();
            json.WriteString("method", method.Method);
            json.WriteString("signature", method.Signature);
            json.WritePropertyName("capabilities");
            CapabilityReportFile.Write(json, method.Capabilities);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("capabilities");
        CapabilityReportFile.Write(json, entry.Capabilities);
        json.WriteEndObject();
    }

    private static void Capabilities(Utf8JsonWriter json, string name, CapabilityReport report)
    {
        json.WritePropertyName(name);
        CapabilityReportFile.Write(json, report.Capabilities);
    }

    private static string Name(CapabilityReport report) => report.Version.Length > 0 ? $"{report.Module} {report.Version}" : report.Module;
}
