namespace ModuleBuild.Core.Json;

/// <summary>A value of a JSON text that remembers where it stands. Offsets are bytes from the start of the file.</summary>
internal abstract class JsonValue(int start)
{
    /// <summary>Its first byte.</summary>
    public int Start { get; } = start;

    /// <summary>The byte after its last one.</summary>
    public int End { get; set; }

    /// <summary>Its place in its container; null for the root.</summary>
    public JsonEntry? Entry { get; set; }

    /// <summary>What it is, for a message: <c>a string</c>, <c>an empty array</c>, <c>null</c>.</summary>
    public abstract string Description { get; }

    /// <summary>JSON Pointer (RFC 6901) of the value.</summary>
    public string Pointer => Entry?.Pointer ?? string.Empty;

    /// <summary>The value's path as people write it: <c>host.Acme.Gateway</c>, <c>tags[0]</c>.</summary>
    public string Path => Entry?.Path ?? "module.json";

    /// <summary>Whether both mean the same: fields in any order, numbers by their text.</summary>
    /// <param name="other">The value to compare with.</param>
    public abstract bool Means(JsonValue other);
}
