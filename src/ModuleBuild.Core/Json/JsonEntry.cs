using System.Globalization;

namespace ModuleBuild.Core.Json;

/// <summary>A place in a container: a field of an object, or an item of an array.</summary>
/// <param name="container">The container.</param>
/// <param name="index">Number of the entry, counted from 0.</param>
/// <param name="name">The field's name; null in an array.</param>
/// <param name="start">Offset of the name; of the value in an array.</param>
/// <param name="nameEnd">The byte after the name; the value's offset in an array.</param>
/// <param name="value">The value.</param>
internal sealed class JsonEntry(JsonContainer container, int index, string? name, int start, int nameEnd, JsonValue value)
{
    public JsonContainer Container { get; } = container;

    public int Index { get; } = index;

    public string? Name { get; } = name;

    public int Start { get; } = start;

    public int NameEnd { get; } = nameEnd;

    public JsonValue Value { get; } = value;

    /// <summary>JSON Pointer (RFC 6901) of the value.</summary>
    public string Pointer => JsonPointer.Append(Container.Pointer, Name ?? Index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The path as people write it.</summary>
    public string Path => Name is null
        ? FormattableString.Invariant($"{Container.Path}[{Index}]")
        : PathOf(Container, Name);

    /// <summary>The path that a field of an object has, or would have.</summary>
    public static string PathOf(JsonContainer container, string name)
    {
        var shown = Quotation.Shorten(name);
        return container.Entry is null ? shown : $"{container.Path}.{shown}";
    }
}
