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

    /// <summary>Puts a field at the end of an object, spaced as the field before it.</summary>
    /// <param name="container">The object.</param>
    /// <param name="field">Name, colon and value as JSON text.</param>
    /// <param name="bytes">The file.</param>
    public static TextEdit Add(JsonObject container, string field, ReadOnlySpan<byte> bytes) => container.Entries is [.., var last]
        ? new TextEdit(last.Value.End, 0, $",{SpaceBefore(last, bytes)}{field}")
        : new TextEdit(container.Start + 1, container.End - container.Start - 2, $" {field} ");

    /// <summary>Puts a new object with one field at the end of an object.</summary>
    /// <param name="root">The outermost object.</param>
    /// <param name="name">Name of the new object as JSON text.</param>
    /// <param name="field">Its field: name, colon and value as JSON text.</param>
    /// <param name="bytes">The file.</param>
    public static TextEdit Add(JsonObject root, string name, string field, ReadOnlySpan<byte> bytes)
    {
        var space = root.Entries is [.., var last] ? SpaceBefore(last, bytes) : " ";
        var indent = space[(space.LastIndexOf('\n') + 1)..];
        return indent.Length < space.Length
            ? Add(root, $"{name}: {{{space}{indent}{field}{space}}}", bytes)
            : Add(root, $"{name}: {{ {field} }}", bytes);
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

    private static string SpaceBefore(JsonEntry entry, ReadOnlySpan<byte> bytes)
    {
        var start = entry.Start;
        while (start > 0 && bytes[start - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start--;
        }

        return Encoding.UTF8.GetString(bytes[start..entry.Start]);
    }
}
