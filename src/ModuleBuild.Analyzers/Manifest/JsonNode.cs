using System.Collections.Immutable;

namespace ModuleBuild.Analyzers.Manifest;

/// <summary>What a <see cref="JsonNode"/> is.</summary>
internal enum JsonKind
{
    /// <summary>A number, a word, or something that is no JSON.</summary>
    Other,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An array.</summary>
    List,

    /// <summary>An object.</summary>
    Fields,
}

/// <summary>A value of a JSON text, and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last.</param>
/// <param name="Text">What a string says; else null.</param>
/// <param name="Entries">Fields of an object, or items of an array.</param>
internal sealed record JsonNode(JsonKind Kind, int Start, int End, string? Text, ImmutableArray<JsonField> Entries)
{
    /// <summary>The value of a field; null where there is none.</summary>
    /// <param name="name">Its name.</param>
    public JsonNode? Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (entry.Name == name)
            {
                return entry.Value;
            }
        }

        return null;
    }
}

/// <summary>A field of an object, or an item of an array.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Name">Its name; null for an item.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonField(int Start, string? Name, JsonNode Value);
