using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ModuleBuild.Core.Json;

/// <summary>Writes a tree as compact JSON: no blanks, numbers as they were written, escapes only where they must be.</summary>
internal static class JsonCompact
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The JSON text of a value.</summary>
    public static string Write(JsonValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        Write(writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonValue value)
    {
        switch (value)
        {
            case JsonObject o:
                writer.WriteStartObject();
                foreach (var entry in o.Entries)
                {
                    writer.WritePropertyName(entry.Name!);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray a:
                writer.WriteStartArray();
                foreach (var entry in a.Entries)
                {
                    Write(writer, entry.Value);
                }

                writer.WriteEndArray();
                break;
            case JsonString s:
                writer.WriteStringValue(s.Text);
                break;
            case JsonNumber n:
                writer.WriteRawValue(n.Text, skipInputValidation: true);
                break;
            case JsonBoolean b:
                writer.WriteBooleanValue(b.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
