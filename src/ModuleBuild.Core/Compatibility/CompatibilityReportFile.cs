using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Compatibility;

/// <summary>
/// Reads and writes <c>module/compatibility.json</c>. Gates decide by it, so reading is strict: what is not understood is refused, never skipped.
/// </summary>
public static class CompatibilityReportFile
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "compatibility.json";

    /// <summary>The version of the format that is written, and the only one that is read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxSize = 16 * 1024 * 1024;

    /// <summary>The bytes of a report: two spaces, LF, UTF-8 without BOM.</summary>
    /// <param name="report">The report.</param>
    public static byte[] Write(CompatibilityReport report) => JsonText.WriteBytes(json =>
    {
        json.WriteStartObject();
        json.WriteNumber(CompatibilityFields.FormatVersion, CurrentVersion);
        json.WriteString(CompatibilityFields.Module, report.Module);
        json.WriteString(CompatibilityFields.Version, report.Version);
        json.WriteString(CompatibilityFields.Framework, report.Framework);
        Write(json, report.Api);
        WriteAll(json, CompatibilityFields.Hosts, report.Hosts, Write);
        json.WriteEndObject();
    });

    /// <summary>Reads a report. Never throws for what the bytes are.</summary>
    /// <param name="path">The path that findings show.</param>
    /// <param name="bytes">The content of the file.</param>
    /// <returns>The report, or MB9008 findings.</returns>
    public static (CompatibilityReport? Report, ImmutableArray<Finding> Findings) Read(string path, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxSize)
        {
            var problem = string.Create(CultureInfo.InvariantCulture, $"it has {bytes.Length} bytes; at most {MaxSize} are read.");
            return (null, [Finding.Create(DiagnosticCatalog.EvidenceUnusable, new SourceLocation(path), problem)]);
        }

        var reader = new StrictReader(path, DiagnosticCatalog.EvidenceUnusable, JsonTreeReader.Read(bytes));
        var report = new CompatibilityReportReader(reader).Read();
        return reader.IsClean ? (report, []) : (null, reader.Findings);
    }

    private static void Write(Utf8JsonWriter json, ApiCompatibility api)
    {
        json.WriteStartObject(CompatibilityFields.Api);
        json.WriteString(CompatibilityFields.LastVersion, api.LastVersion?.ToNormalizedString());
        json.WriteString(CompatibilityFields.VersionNeeded, api.VersionNeeded?.ToNormalizedString());
        json.WriteString(CompatibilityFields.NotCompared, api.NotCompared is { } reason ? CompatibilityFields.WordOf(reason) : null);
        WriteAll(json, CompatibilityFields.Differences, api.Differences, (writer, difference) =>
        {
            writer.WriteString(CompatibilityFields.Id, difference.Id);
            writer.WriteBoolean(CompatibilityFields.Breaking, difference.IsBreaking);
            writer.WriteString(CompatibilityFields.Member, difference.Member);
            writer.WriteString(CompatibilityFields.What, difference.What);
            writer.WriteString(CompatibilityFields.DocId, difference.DocId);
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HostCompatibility host)
    {
        json.WriteString(CompatibilityFields.Id, host.Id);
        json.WriteString(CompatibilityFields.Kind, host.IsHost ? CompatibilityFields.HostKind : CompatibilityFields.ModuleKind);
        json.WriteString(CompatibilityFields.Range, host.Range);
        json.WriteString(CompatibilityFields.CompiledAgainst, host.CompiledAgainst);
        json.WriteNumber(CompatibilityFields.Members, host.Members);
        json.WriteBoolean(CompatibilityFields.Complete, host.IsComplete);
        WriteAll(json, CompatibilityFields.Versions, host.Versions, (writer, version) =>
        {
            writer.WriteString(CompatibilityFields.Version, version.Version);
            writer.WriteBoolean(CompatibilityFields.Works, version.Works);
            Write(writer, CompatibilityFields.Missing, version.Missing);
            Write(writer, CompatibilityFields.NotImplemented, version.NotImplemented);
            Write(writer, CompatibilityFields.Obsolete, version.Obsolete);
        });
        Write(json, CompatibilityFields.NotCompared, host.NotCompared);
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
