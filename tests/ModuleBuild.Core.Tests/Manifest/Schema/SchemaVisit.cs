using System.Text.Json.Nodes;

namespace ModuleBuild.Core.Tests.Manifest.Schema;

/// <summary>A value of a manifest together with the part of the schema that describes it.</summary>
/// <param name="Pointer">JSON Pointer of the value.</param>
/// <param name="Value">The value.</param>
/// <param name="Schema">Its schema, with references followed and alternatives chosen by type.</param>
internal sealed record SchemaVisit(string Pointer, JsonNode? Value, JsonObject Schema)
{
    /// <summary>The schema's <c>properties</c>.</summary>
    public JsonObject Properties => Schema["properties"]?.AsObject() ?? [];

    /// <summary>The names that must be there.</summary>
    public IEnumerable<string> Required => Schema["required"]?.AsArray().Select(name => (string)name!) ?? [];

    /// <summary>Walks a manifest and the schema side by side.</summary>
    public static IEnumerable<SchemaVisit> Walk(JsonNode? value, JsonObject schema, JsonObject root, string pointer = "")
    {
        var visit = new SchemaVisit(pointer, value, Resolve(schema, root, value));
        yield return visit;
        foreach (var (step, child, childSchema) in visit.Children())
        {
            var escaped = step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            foreach (var inner in Walk(child, childSchema, root, $"{pointer}/{escaped}"))
            {
                yield return inner;
            }
        }
    }

    private IEnumerable<(string Step, JsonNode? Child, JsonObject Schema)> Children()
    {
        if (Value is JsonArray array && Schema["items"] is JsonObject items)
        {
            return array.Select((item, index) => ($"{index}", item, items));
        }

        return Value is JsonObject o && !IsFree
            ? o.Where(field => !field.Key.StartsWith("x-", StringComparison.Ordinal))
                .Select(field => (field.Key, field.Value, Properties[field.Key]?.AsObject() ?? Schema["additionalProperties"]!.AsObject()))
            : [];
    }

    // An object of which the schema says nothing but its type.
    private bool IsFree => !Schema.ContainsKey("properties") && !Schema.ContainsKey("additionalProperties");

    private static JsonObject Resolve(JsonObject schema, JsonObject root, JsonNode? value)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Resolve(root["$defs"]![reference["#/$defs/".Length..]]!.AsObject(), root, value);
        }

        return schema["anyOf"] is JsonArray alternatives
            ? alternatives.Select(one => Resolve(one!.AsObject(), root, value)).Single(one => ((string?)one["type"] == "object") == value is JsonObject)
            : schema;
    }
}
