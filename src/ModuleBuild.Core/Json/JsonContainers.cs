namespace ModuleBuild.Core.Json;

/// <summary>An object or an array.</summary>
/// <param name="start">Offset of the opening bracket.</param>
internal abstract class JsonContainer(int start) : JsonValue(start)
{
    private readonly List<JsonEntry> _entries = [];

    /// <summary>Fields or items in the order of the file.</summary>
    public IReadOnlyList<JsonEntry> Entries => _entries;

    /// <summary>Puts a value at the end.</summary>
    /// <param name="name">The field's name; null in an array.</param>
    /// <param name="nameStart">Offset of the name, or of the value in an array.</param>
    /// <param name="nameEnd">The byte after the name, or the value's offset in an array.</param>
    /// <param name="value">The value.</param>
    public void Add(string? name, int nameStart, int nameEnd, JsonValue value)
    {
        var entry = new JsonEntry(this, _entries.Count, name, nameStart, nameEnd, value);
        value.Entry = entry;
        _entries.Add(entry);
    }
}

/// <summary>An object.</summary>
/// <param name="start">Offset of its brace.</param>
internal sealed class JsonObject(int start) : JsonContainer(start)
{
    private const int LinearSearch = 24;

    private Dictionary<string, JsonEntry>? _byName;

    public override string Description => Entries.Count == 0 ? "an empty object" : "an object";

    /// <summary>The first field with this name, or null.</summary>
    public JsonEntry? Find(string name)
    {
        if (Entries.Count > LinearSearch)
        {
            return (_byName ??= Index()).GetValueOrDefault(name);
        }

        for (var i = 0; i < Entries.Count; i++)
        {
            if (Entries[i].Name == name)
            {
                return Entries[i];
            }
        }

        return null;
    }

    public override bool Means(JsonValue other) =>
        other is JsonObject o && o.Entries.Count == Entries.Count
        && Entries.All(entry => o.Find(entry.Name!) is { } twin && entry.Value.Means(twin.Value));

    private Dictionary<string, JsonEntry> Index()
    {
        var index = new Dictionary<string, JsonEntry>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            index.TryAdd(entry.Name!, entry);
        }

        return index;
    }
}

/// <summary>An array.</summary>
/// <param name="start">Offset of its bracket.</param>
internal sealed class JsonArray(int start) : JsonContainer(start)
{
    public override string Description => Entries.Count == 0 ? "an empty array" : "an array";

    public override bool Means(JsonValue other) =>
        other is JsonArray a && a.Entries.Count == Entries.Count
        && Entries.Zip(a.Entries).All(pair => pair.First.Value.Means(pair.Second.Value));
}
