using System.Text.Json.Nodes;
using JsonPointer = ModuleBuild.Core.Json.JsonPointer;

namespace ModuleBuild.Release.Settings;

/// <summary>
/// Where references of a schema lead, by JSON Schema 2020-12, section 8: to places, anchors and embedded schemas of the same document. Where a name
/// can mean several schemas, as a dynamic anchor can, all of them are meant.
/// </summary>
internal sealed class SchemaResources
{
    private readonly JsonObject _root;
    private readonly List<JsonObject> _all = [];

    public SchemaResources(JsonObject root)
    {
        _root = root;
        var open = new Stack<JsonNode?>([root]);
        while (open.TryPop(out var node))
        {
            if (node is JsonObject found)
            {
                _all.Add(found);
            }

            foreach (var child in node switch { JsonObject o => o.Select(field => field.Value), JsonArray a => a, _ => Enumerable.Empty<JsonNode?>() })
            {
                open.Push(child);
            }
        }
    }

    /// <summary>What a reference means.</summary>
    /// <param name="schema">The schema that refers.</param>
    /// <param name="reference">The value of <c>$ref</c>, <c>$dynamicRef</c> or <c>$recursiveRef</c>.</param>
    /// <exception cref="FormatException">Nothing in the document.</exception>
    public IReadOnlyList<JsonNode?> Follow(JsonObject schema, string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (reference, string.Empty) : (reference[..hash], reference[(hash + 1)..]);
        IEnumerable<JsonObject> resources = address.Length == 0 ? new[] { ResourceOf(schema), _root }.Distinct() : _all.Where(each => Text(each, "$id") is { } id && IsSame(id, address));
        List<JsonNode?> found = [.. resources.SelectMany(resource => Inside(resource, Uri.UnescapeDataString(fragment)))];
        return found.Count > 0 ? found : throw new FormatException($"it refers to '{reference}', which is not in it");
    }

    /// <summary>Text of a field; null where it has none.</summary>
    public static string? Text(JsonObject schema, string name) => schema[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private IEnumerable<JsonNode?> Inside(JsonObject resource, string fragment)
    {
        if (fragment.Length == 0)
        {
            return [resource];
        }

        if (fragment[0] != '/')
        {
            return _all.Where(each => Text(each, "$anchor") == fragment || Text(each, "$dynamicAnchor") == fragment);
        }

        JsonNode? at = resource;
        foreach (var name in fragment[1..].Split('/').Select(JsonPointer.Unescape))
        {
            at = at switch
            {
                JsonObject o => o[name],
                JsonArray a when int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index) && index >= 0 && index < a.Count => a[index],
                _ => null,
            };
        }

        return at is null ? [] : [at];
    }

    private JsonObject ResourceOf(JsonObject schema)
    {
        for (JsonNode? at = schema; at is not null; at = at.Parent)
        {
            if (at is JsonObject found && Text(found, "$id") is not null)
            {
                return found;
            }
        }

        return _root;
    }

    // Addresses are relative to those of their document, which may be anywhere: the last name tells them apart.
    private static bool IsSame(string id, string address) => id.TrimEnd('#') == address || id.TrimEnd('#').Split('/')[^1] == address.Split('/')[^1];
}
