using System.Text.Json;

namespace ModuleBuild.Release.Settings;

/// <summary>Limits that a schema sets to one value.</summary>
internal static class SettingsLimits
{
    /// <summary>What a value breaks, each as the end of a sentence that begins with its path.</summary>
    public static IEnumerable<string> Of(JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)))
        {
            yield return $"is none of {string.Join(", ", choices.EnumerateArray().Take(20).Select(choice => choice.GetRawText()))}";
        }

        if (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value))
        {
            yield return $"is not {only.GetRawText()}";
        }

        var size = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String => value.GetString()!.EnumerateRunes().Count(),
            JsonValueKind.Array => value.GetArrayLength(),
            JsonValueKind.Object => value.GetPropertyCount(),
            _ => 0,
        };
        var (least, most, unit) = value.ValueKind switch
        {
            JsonValueKind.Number => ("minimum", "maximum", string.Empty),
            JsonValueKind.String => ("minLength", "maxLength", " characters"),
            JsonValueKind.Array => ("minItems", "maxItems", " items"),
            JsonValueKind.Object => ("minProperties", "maxProperties", " fields"),
            _ => (string.Empty, string.Empty, string.Empty),
        };
        if (Limit(schema, least) is { } lowest && size < lowest)
        {
            yield return FormattableString.Invariant($"has to be at least {lowest}{unit}");
        }

        if (Limit(schema, most) is { } highest && size > highest)
        {
            yield return FormattableString.Invariant($"has to be at most {highest}{unit}");
        }

        if (value.ValueKind == JsonValueKind.Number && Limit(schema, "exclusiveMinimum") is { } above && size <= above)
        {
            yield return FormattableString.Invariant($"has to be more than {above}");
        }

        if (value.ValueKind == JsonValueKind.Number && Limit(schema, "exclusiveMaximum") is { } below && size >= below)
        {
            yield return FormattableString.Invariant($"has to be less than {below}");
        }
    }

    /// <summary>Whether a value is of a type of JSON Schema.</summary>
    public static bool IsType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => false,
    };

    /// <summary>What kind of value it is, never which.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static double? Limit(JsonElement schema, string name) =>
        name.Length > 0 && schema.TryGetProperty(name, out var limit) && limit.ValueKind == JsonValueKind.Number ? limit.GetDouble() : null;
}
