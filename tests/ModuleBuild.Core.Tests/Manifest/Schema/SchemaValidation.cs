using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Schema;

/// <summary>Validates against <c>module.schema.json</c>: the keywords that it uses, as JSON Schema defines them, without messages.</summary>
internal sealed class SchemaValidation
{
    private readonly JsonObject _root = JsonNode.Parse(ManifestSchema.Text)!.AsObject();
    private readonly Dictionary<string, Regex> _patterns = [];

    public bool Accepts(JsonNode? manifest) => Accepts(manifest, _root);

    private bool Accepts(JsonNode? value, JsonObject schema) => schema.All(keyword => keyword.Key switch
    {
        "$ref" => Accepts(value, _root["$defs"]![((string)keyword.Value!)["#/$defs/".Length..]]!.AsObject()),
        "anyOf" => keyword.Value!.AsArray().Any(one => Accepts(value, one!.AsObject())),
        "const" => JsonNode.DeepEquals(value, keyword.Value),
        "enum" => keyword.Value!.AsArray().Any(one => JsonNode.DeepEquals(value, one)),
        "type" => IsType(value, (string)keyword.Value!),
        "pattern" => Text(value) is not { } text || Pattern((string)keyword.Value!).IsMatch(text),
        "minLength" => Text(value) is not { } text || text.EnumerateRunes().Count() >= (int)keyword.Value!,
        "maxLength" => Text(value) is not { } text || text.EnumerateRunes().Count() <= (int)keyword.Value!,
        "minItems" => value is not JsonArray array || array.Count >= (int)keyword.Value!,
        "maxItems" => value is not JsonArray array || array.Count <= (int)keyword.Value!,
        "uniqueItems" => value is not JsonArray array || array.All(item => array.Count(other => JsonNode.DeepEquals(item, other)) == 1),
        "items" => value is not JsonArray array || array.All(item => Accepts(item, keyword.Value!.AsObject())),
        "minProperties" => value is not JsonObject o || o.Count >= (int)keyword.Value!,
        "required" => value is not JsonObject o || keyword.Value!.AsArray().All(name => o.ContainsKey((string)name!)),
        "propertyNames" => value is not JsonObject o || o.All(field => Accepts(JsonValue.Create(field.Key), keyword.Value!.AsObject())),
        "properties" => value is not JsonObject o || o.All(field => keyword.Value![field.Key] is not { } known || Accepts(field.Value, known.AsObject())),
        "additionalProperties" => value is not JsonObject o || AcceptsAdditional(o, schema, keyword.Value!),
        "$schema" or "$id" or "$defs" or "title" or "description" or "default" or "examples" or "format" or "patternProperties" => true,
        _ => throw new NotSupportedException(keyword.Key),
    });

    private bool AcceptsAdditional(JsonObject o, JsonObject schema, JsonNode additional)
    {
        var patterns = schema["patternProperties"]?.AsObject().Select(pattern => Pattern(pattern.Key)).ToArray() ?? [];
        return o.Where(field => schema["properties"]?[field.Key] is null && !patterns.Any(pattern => pattern.IsMatch(field.Key)))
            .All(field => additional is JsonObject schemaOfOthers && Accepts(field.Value, schemaOfOthers));
    }

    // In JSON Schema '$' is the end of the text; in .NET it is also the place before a last line break.
    private Regex Pattern(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var regex))
        {
            regex = _patterns[pattern] = new Regex(Regex.Replace(pattern, @"(?<!\\)\$", @"\z"), RegexOptions.CultureInvariant);
        }

        return regex;
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)value! : null;

    private static bool IsType(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        _ => throw new NotSupportedException(type),
    };
}
