using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ModuleBuild.Packaging.Docs.Settings;

/// <summary>
/// Flattens the JSON Schema of a module's settings into the keys that IConfiguration knows. It reads what describes settings; it does
/// not validate. Bounded in depth, rows and work, whatever the schema refers to.
/// </summary>
internal sealed class SettingsSchema
{
    /// <summary>The most settings that are listed.</summary>
    public const int MostSettings = 300;

    private const int MostLevels = 8;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly JsonElement _root;
    private readonly List<Setting> _settings = [];
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private int _budget = 10_000;

    private SettingsSchema(JsonElement root) => _root = root;

    /// <summary>The settings in the order of the schema, which is the order in which its author wants them read.</summary>
    /// <param name="schema">Text of a JSON Schema.</param>
    /// <returns>At most <see cref="MostSettings"/>; none where the text is not a schema: a rule of the manifest reports that.</returns>
    public static ImmutableArray<Setting> Read(string schema)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(schema.TrimStart('\uFEFF')), Lenient);
            var reader = new SettingsSchema(document.RootElement);
            reader.AddMembers(reader.Look(document.RootElement, []), new Place(string.Empty, IsSecret: false, Level: 0));
            return [.. reader._settings];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return []; // InvalidOperationException: an escaped surrogate without its other half
        }
    }

    private SchemaView Look(JsonElement schema, ImmutableHashSet<string> references) => SchemaView.Of(_root, schema, references, ref _budget);

    /// <summary>Adds what stands below a place.</summary>
    /// <returns>Whether the schema names members at all.</returns>
    private bool AddMembers(SchemaView schema, Place place)
    {
        var count = 0;
        foreach (var property in schema.Properties())
        {
            count++;
            Add(Look(property.Value, schema.References), place.Below(property.Name), schema.Requires(property.Name));
        }

        if (schema.Find("additionalProperties") is { ValueKind: JsonValueKind.Object } values)
        {
            count++;
            Add(Look(values, schema.References), place.Below("<name>"), isRequired: false);
        }

        foreach (var alternative in schema.Alternatives())
        {
            count += AddMembers(Look(alternative, schema.References), place) ? 1 : 0;
        }

        return count > 0;
    }

    private void Add(SchemaView schema, Place place, bool isRequired)
    {
        if (_settings.Count == MostSettings || _budget < 0)
        {
            return;
        }

        place = place with { IsSecret = place.IsSecret || schema.Is("writeOnly") };
        var items = schema.Find("items") is { ValueKind: JsonValueKind.Object } item ? Look(item, schema.References) : null;
        var canGoOn = place.Level < MostLevels && !schema.IsOpen;
        if (canGoOn && (AddMembers(schema, place) || (items is not null && AddMembers(items, place.Below("0")))))
        {
            return;
        }

        if (_keys.Add(place.Key))
        {
            _settings.Add(Describe(schema, items, place, isRequired));
        }
    }

    private Setting Describe(SchemaView schema, SchemaView? items, Place place, bool isRequired) => new(
        place.Key,
        SettingType.Describe(
            schema,
            items is null ? null : SettingType.Describe(items, items: null, []),
            [.. schema.Alternatives().Select(one => SettingType.Describe(Look(one, schema.References), items: null, [])).Where(type => type.Length > 0)]),
        place.IsSecret ? [] : SettingType.Allowed(schema),
        !place.IsSecret && schema.Find("default") is { } value ? SettingType.ValueText(value) : null,
        isRequired,
        place.IsSecret,
        schema.Is("deprecated"),
        schema.FindText("description") ?? schema.FindText("title"));

    private sealed record Place(string Key, bool IsSecret, int Level)
    {
        public Place Below(string name) => this with { Key = Key.Length == 0 ? name : $"{Key}:{name}", Level = Level + 1 };
    }
}
