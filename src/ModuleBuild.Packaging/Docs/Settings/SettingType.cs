using System.Collections.Immutable;
using System.Text.Json;

namespace ModuleBuild.Packaging.Docs.Settings;

/// <summary>Says in words what values a schema allows.</summary>
internal static class SettingType
{
    /// <summary>For example <c>integer, 1 to 10</c>; empty where the schema does not say.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="items">What it says of the items where it is an array, or null.</param>
    /// <param name="alternatives">Words of the alternatives, or empty.</param>
    public static string Describe(SchemaView schema, string? items, ImmutableArray<string> alternatives)
    {
        var names = Names(schema);
        var type = names.Length > 0 ? string.Join(" or ", names) : string.Join(" or ", alternatives.Distinct(StringComparer.Ordinal));
        if (type == "array" && items is { Length: > 0 })
        {
            type = $"array of {items}";
        }

        else if (type.Length == 0 && schema.IsOpen && schema.FindText("$ref") is { } reference)
        {
            type = $"see {reference}";
        }

        if (schema.FindText("format") is { } format)
        {
            type = type.Length > 0 ? $"{type} ({format})" : format;
        }

        string?[] bounds =
        [
            Bounds(schema, "minimum", "maximum", string.Empty),
            schema.Find("exclusiveMinimum") is { ValueKind: JsonValueKind.Number } above ? $"above {above.GetRawText()}" : null,
            schema.Find("exclusiveMaximum") is { ValueKind: JsonValueKind.Number } below ? $"below {below.GetRawText()}" : null,
            Bounds(schema, "minLength", "maxLength", " characters"),
            Bounds(schema, "minItems", "maxItems", " items"),
        ];
        return string.Join(", ", bounds.Prepend(type).Where(part => part is { Length: > 0 }));
    }

    /// <summary>The values of <c>enum</c> or <c>const</c>, as JSON.</summary>
    /// <param name="schema">The schema.</param>
    public static ImmutableArray<string> Allowed(SchemaView schema) => schema.Find("enum") is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(ValueText)]
        : schema.Find("const") is { } only ? [ValueText(only)] : [];

    /// <summary>A value as people write it: text without quotes unless it is empty, all else as JSON.</summary>
    /// <param name="value">The value.</param>
    public static string ValueText(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : value.GetRawText();

    // null says only that the setting may be left out.
    private static ImmutableArray<string> Names(SchemaView schema) => schema.Find("type") switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } several =>
        [
            .. several.EnumerateArray()
                .Where(name => name.ValueKind == JsonValueKind.String && !name.ValueEquals("null"))
                .Select(name => name.GetString()!),
        ],
        _ => [],
    };

    private static string? Bounds(SchemaView schema, string least, string most, string unit)
    {
        var from = schema.Find(least) is { ValueKind: JsonValueKind.Number } low ? low.GetRawText() : null;
        var to = schema.Find(most) is { ValueKind: JsonValueKind.Number } high ? high.GetRawText() : null;
        return (from, to) switch
        {
            (null, null) => null,
            (_, null) => $"at least {from}{unit}",
            (null, _) => $"at most {to}{unit}",
            _ => $"{from} to {to}{unit}",
        };
    }
}
