using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Evidence;

/// <summary>
/// Reads and writes <c>module/evidence.json</c>. Gates decide by this file, so reading is strict: what is not understood is refused,
/// never skipped.
/// </summary>
public static class EvidenceIndexFile
{
    /// <summary>The largest index that is read, in bytes.</summary>
    public const int MaxSize = 1024 * 1024;

    // '+' and the like stand in media types; the file is never pasted into HTML.
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>The bytes of an index: two spaces, LF, UTF-8 without BOM.</summary>
    /// <param name="index">The index.</param>
    public static byte[] Write(EvidenceIndex index)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber(EvidenceFields.FormatVersion, EvidenceIndex.CurrentVersion);
            WriteNamed(json, EvidenceFields.Package, EvidenceFields.Id, index.PackageId, index.PackageVersion);
            WriteNamed(json, EvidenceFields.Tool, EvidenceFields.Name, EvidenceFields.ToolName, index.ToolVersion);
            json.WriteStartArray(EvidenceFields.Files);
            foreach (var file in index.Files.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString(EvidenceFields.Path, file.Path);
                json.WriteString(EvidenceFields.Kind, file.Kind);
                json.WriteString(EvidenceFields.MediaType, file.MediaType);
                json.WriteNumber(EvidenceFields.Size, file.Size);
                json.WriteString(EvidenceFields.Sha256, file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Reads an index. Never throws for what the bytes are.</summary>
    /// <param name="path">The path that findings show.</param>
    /// <param name="bytes">The content of the file.</param>
    /// <returns>The index, or MB9008 findings.</returns>
    public static (EvidenceIndex? Index, ImmutableArray<Finding> Findings) Read(string path, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxSize)
        {
            return Refuse(path, [FormattableString.Invariant($"it has {bytes.Length} bytes; at most {MaxSize} are read.")]);
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var reader = new EvidenceIndexReader();
            var index = reader.Read(document.RootElement);
            return reader.Problems.Count == 0 ? (index, []) : Refuse(path, reader.Problems);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped surrogate without its other half
            return Refuse(path, [$"it is not valid JSON: {e.Message}"]);
        }
    }

    private static void WriteNamed(Utf8JsonWriter json, string field, string nameField, string name, string version)
    {
        json.WriteStartObject(field);
        json.WriteString(nameField, name);
        json.WriteString(EvidenceFields.Version, version);
        json.WriteEndObject();
    }

    private static (EvidenceIndex? Index, ImmutableArray<Finding> Findings) Refuse(string path, IEnumerable<string> problems) =>
        (null, [.. problems.Select(problem => Finding.Create(DiagnosticCatalog.EvidenceUnusable, new SourceLocation(path), problem))]);
}
