using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Capabilities.Reports;

/// <summary>
/// Reads and writes <c>module/capabilities.json</c>. The next release is compared with it, so reading is strict: what is not understood is
/// refused, never skipped.
/// </summary>
public static class CapabilityReportFile
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "capabilities.json";

    /// <summary>The version of the format that is written, and the only one that is read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxSize = 16 * 1024 * 1024;
    private const int LongestProblem = 300;

    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>The bytes of a report: two spaces, LF, UTF-8 without BOM.</summary>
    /// <param name="report">The report.</param>
    public static byte[] Write(CapabilityReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber(CapabilityFields.FormatVersion, CurrentVersion);
            json.WriteString(CapabilityFields.Module, report.Module);
            json.WriteString(CapabilityFields.Version, report.Version);
            json.WriteString(CapabilityFields.Map, report.MapVersion);
            json.WritePropertyName(CapabilityFields.Capabilities);
            Write(json, report.Capabilities);
            json.WritePropertyName(CapabilityFields.Unknown);
            Write(json, report.Unknown);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Writes a list of capabilities as a value.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="capabilities">The list.</param>
    public static void Write(Utf8JsonWriter json, ImmutableArray<ReachedCapability> capabilities)
    {
        json.WriteStartArray();
        foreach (var reached in capabilities)
        {
            json.WriteStartObject();
            json.WriteString(CapabilityFields.Capability, reached.Capability.Kind);
            json.WriteString(CapabilityFields.Target, reached.Capability.Target);
            json.WriteString(CapabilityFields.Package, reached.Package);
            json.WriteString(CapabilityFields.Assembly, reached.Path.Length > 1 ? reached.Path[^2].Assembly : reached.Package);
            json.WriteStartArray(CapabilityFields.Path);
            foreach (var step in reached.Path)
            {
                Write(json, step);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a list of assemblies that are not known as a value.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="unknown">The list.</param>
    public static void Write(Utf8JsonWriter json, ImmutableArray<UnknownAssembly> unknown)
    {
        json.WriteStartArray();
        foreach (var assembly in unknown)
        {
            json.WriteStartObject();
            json.WriteString(CapabilityFields.Name, assembly.Name);
            json.WriteString(CapabilityFields.Reason, assembly.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads a report. Never throws for what the bytes are.</summary>
    /// <param name="path">The path that findings show.</param>
    /// <param name="bytes">The content of the file.</param>
    /// <returns>The report, or MB9008 findings.</returns>
    public static (CapabilityReport? Report, ImmutableArray<Finding> Findings) Read(string path, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxSize)
        {
            return Refuse(path, FormattableString.Invariant($"it has {bytes.Length} bytes; at most {MaxSize} are read."));
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var reader = new CapabilityReportReader();
            var report = reader.Read(document.RootElement);
            return reader.Problem is { } problem || report is null ? Refuse(path, reader.Problem ?? "it is empty.") : (report, []);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refuse(path, $"it is not valid JSON: {e.Message}");
        }
    }

    private static void Write(Utf8JsonWriter json, CallStep step)
    {
        json.WriteStartObject();
        json.WriteString(CapabilityFields.Assembly, step.Assembly);
        json.WriteString(CapabilityFields.Member, step.Member);
        if (step.File is not null)
        {
            json.WriteString(CapabilityFields.File, step.File);
            json.WriteNumber(CapabilityFields.Line, step.Line);
        }

        json.WriteEndObject();
    }

    private static (CapabilityReport? Report, ImmutableArray<Finding> Findings) Refuse(string path, string problem) =>
        (null, [Finding.Create(DiagnosticCatalog.EvidenceUnusable, new SourceLocation(path), OnOneLine(problem))]);

    // What .NET says of JSON may quote it, with all its lines and escapes of a terminal.
    private static string OnOneLine(string text) => string.Concat(text.Take(LongestProblem).Select(character => char.IsControl(character) ? ' ' : character));
}
