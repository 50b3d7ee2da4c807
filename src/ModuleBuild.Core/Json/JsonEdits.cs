using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Json;

/// <summary>Edits of a JSON text that leave it JSON.</summary>
internal static class JsonEdits
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Takes an entry out with the comma before it, or the one after it where it is the first. Deletions of neighbours do not overlap,
    /// unless one of them is the first.
    /// </summary>
    public static TextEdit Delete(JsonEntry entry)
    {
        var entries = entry.Container.Entries;
        var (from, to) = entry.Index switch
        {
            > 0 => (entries[entry.Index - 1].Value.End, entry.Value.End),
            _ when entries.Count > 1 => (entry.Start, entries[1].Start),
            _ => (entry.Container.Start + 1, entry.Container.End - 1),
        };
        return new TextEdit(from, to - from, "");
    }

    /// <summary>Puts JSON text in the place of a value.</summary>
    public static TextEdit Replace(JsonValue value, string json) => new(value.Start, value.End - value.Start, json);

    /// <summary>Gives a field another name.</summary>
    public static TextEdit Rename(JsonEntry field, string name) => new(field.Start, field.NameEnd - field.Start, Quote(name));

    /// <summary>A string as JSON, with its quotes; only what must be escaped is escaped.</summary>
    public static string Quote(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Relaxed);
        writer.WriteStringValue(text);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
