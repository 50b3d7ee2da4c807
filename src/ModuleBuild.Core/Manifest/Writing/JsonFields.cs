using System.Collections.Immutable;
using System.Text.Json;

namespace ModuleBuild.Core.Manifest.Writing;

/// <summary>Fields that are only written where they say something.</summary>
internal static class JsonFields
{
    /// <summary>A string, unless it is null or empty.</summary>
    public static void WriteText(this Utf8JsonWriter writer, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteString(name, text);
        }
    }

    /// <summary>True; false is the default.</summary>
    public static void WriteFlag(this Utf8JsonWriter writer, string name, bool flag)
    {
        if (flag)
        {
            writer.WriteBoolean(name, true);
        }
    }

    /// <summary>An array, unless it is empty.</summary>
    public static void WriteList<T>(this Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> writeItem)
    {
        if (items.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writeItem(writer, item);
        }

        writer.WriteEndArray();
    }

    /// <summary>An array of strings, unless it is empty.</summary>
    public static void WriteTexts(this Utf8JsonWriter writer, string name, ImmutableArray<string> texts) =>
        writer.WriteList(name, texts, static (writer, text) => writer.WriteStringValue(text));

    /// <summary>An object with a field for each item, unless there is none.</summary>
    public static void WriteMap<T>(
        this Utf8JsonWriter writer, string name, IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> writeField)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var item in items)
        {
            writeField(writer, item);
        }

        writer.WriteEndObject();
    }

    /// <summary>JSON that is kept as text, indented like all else.</summary>
    public static void WriteJson(this Utf8JsonWriter writer, string name, string json)
    {
        using var document = JsonDocument.Parse(json);
        writer.WritePropertyName(name);
        document.RootElement.WriteTo(writer);
    }
}
