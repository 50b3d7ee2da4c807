using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest;

/// <summary>A manifest that was read: what it means, and where each value stands in the file.</summary>
public sealed class ManifestDocument
{
    private readonly JsonTree _tree;

    internal ManifestDocument(string path, ReadOnlyMemory<byte> bytes, JsonTree tree, ModuleManifest manifest)
    {
        Path = path;
        Bytes = bytes;
        Manifest = manifest;
        _tree = tree;
    }

    /// <summary>Path of the file, as given to the reader.</summary>
    public string Path { get; }

    /// <summary>The file's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What the file says. Where there were findings it holds what could be understood.</summary>
    public ModuleManifest Manifest { get; }

    /// <summary>Where a value stands: its first character.</summary>
    /// <param name="jsonPointer">JSON Pointer (RFC 6901), for example <c>/host/Acme.Gateway</c>. Empty is the whole document.</param>
    /// <returns>The place of the value; of the nearest container where it is absent.</returns>
    public SourceLocation LocateValue(string jsonPointer) => At(JsonPointer.Follow(_tree.Root!, jsonPointer, out _).Start);

    /// <summary>Where a field's name stands; for an item of an array the same as <see cref="LocateValue"/>.</summary>
    /// <param name="jsonPointer">JSON Pointer (RFC 6901).</param>
    /// <returns>The place of the name; the value of the nearest container where it is absent.</returns>
    public SourceLocation LocateName(string jsonPointer)
    {
        var value = JsonPointer.Follow(_tree.Root!, jsonPointer, out var found);
        return At(found ? value.Entry?.Start ?? value.Start : value.Start);
    }

    /// <summary>Whether the file holds a value.</summary>
    /// <param name="jsonPointer">JSON Pointer (RFC 6901).</param>
    public bool Holds(string jsonPointer) => Find(jsonPointer) is not null;

    /// <summary>A fix that takes a field or an item out, with its comma; null where it is not there.</summary>
    /// <param name="jsonPointer">JSON Pointer (RFC 6901).</param>
    public Fix? Deletion(string jsonPointer) =>
        Find(jsonPointer)?.Entry is { } entry ? new Fix($"Delete '{entry.Path}'", [JsonEdits.Delete(entry)]) : null;

    /// <summary>A fix that puts a string in the place of a value; null where there is none.</summary>
    /// <param name="jsonPointer">JSON Pointer (RFC 6901).</param>
    /// <param name="text">The string, without quotes or escapes.</param>
    public Fix? Replacement(string jsonPointer, string text) =>
        Find(jsonPointer) is { } value
            ? new Fix($"Write {Quotation.Of(text)}", [JsonEdits.Replace(value, JsonEdits.Quote(text))])
            : null;

    /// <summary>A fix that adds a string to an object at the top of the file; the object is made where it is missing.</summary>
    /// <param name="container">Name of the object.</param>
    /// <param name="name">Name of the new field.</param>
    /// <param name="text">The string, without quotes or escapes.</param>
    /// <returns>The fix; null where the file does not hold an object under that name, or has such a field already.</returns>
    public Fix? Addition(string container, string name, string text)
    {
        var (root, field) = ((JsonObject)_tree.Root!, $"{JsonEdits.Quote(name)}: {JsonEdits.Quote(text)}");
        TextEdit? edit = root.Find(container)?.Value switch
        {
            null => JsonEdits.Add(root, JsonEdits.Quote(container), field, Bytes.Span),
            JsonObject inner when inner.Find(name) is null => JsonEdits.Add(inner, field, Bytes.Span),
            _ => null,
        };
        return edit is { } found ? new Fix($"Add {Quotation.Of(name)} to '{container}'", [found]) { File = Path } : null;
    }

    /// <summary>What a string says; null where there is none.</summary>
    /// <param name="jsonPointer">JSON Pointer (RFC 6901).</param>
    internal string? TextOf(string jsonPointer) => Find(jsonPointer) is JsonString text ? text.Text : null;

    /// <summary>Where a character of a string stands; the string's own place where it has escapes.</summary>
    /// <param name="jsonPointer">JSON Pointer (RFC 6901) of a string.</param>
    /// <param name="index">Number of the character, counted from 0.</param>
    internal SourceLocation LocateCharacter(string jsonPointer, int index)
    {
        var value = JsonPointer.Follow(_tree.Root!, jsonPointer, out _);
        var start = At(value.Start);
        var isPlain = value is JsonString && !Bytes.Span[value.Start..value.End].Contains((byte)'\\');
        return isPlain ? start with { Column = start.Column + 1 + index } : start;
    }

    private JsonValue? Find(string jsonPointer)
    {
        var value = JsonPointer.Follow(_tree.Root!, jsonPointer, out var found);
        return found ? value : null;
    }

    private SourceLocation At(int offset)
    {
        var (line, column) = _tree.Positions.At(offset);
        return new SourceLocation(Path, line, column);
    }
}
