using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JsonPointer = ModuleBuild.Core.Json.JsonPointer;

namespace ModuleBuild.Release.Settings;

/// <summary>
/// Finds values where a schema says <c>writeOnly</c>. A value that got into the history of a store cannot be taken back, so each schema counts that may speak
/// about a place, by whichever keyword, whether its condition holds or not, and names count as configuration reads them: in any case, parted by ':' or '__'.
/// </summary>
internal sealed class SecretPlaces
{
    private const int MostSteps = 200_000;
    private const int LongestPattern = 1_000;

    private static readonly string[] Branches = ["if", "then", "else", "not"];
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] References = ["$ref", "$dynamicRef", "$recursiveRef"];
    private static readonly string[] Rest = ["additionalProperties", "unevaluatedProperties"];
    private static readonly string[] ItemKeywords = ["items", "additionalItems", "unevaluatedItems", "contains"];

    private readonly SchemaResources _resources;
    private readonly Dictionary<string, Regex?> _patterns = new(StringComparer.Ordinal);
    private int _steps;

    private SecretPlaces(JsonObject root) => _resources = new SchemaResources(root);

    /// <summary>JSON Pointers of the places that hold a value and should hold a reference.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="FormatException">The schema refers to what is not in it, or cannot be looked through in reasonable time.</exception>
    public static IEnumerable<string> Holding(JsonNode? schema, JsonElement settings) =>
        schema is JsonObject root ? new SecretPlaces(root) is var places ? places.Find(places.AtOnePlace([root]), settings, string.Empty) : [] : [];

    private IEnumerable<string> Find(HashSet<JsonObject> schemas, JsonElement value, string pointer)
    {
        if (schemas.Count == 0 || SettingsCheck.IsReference(value))
        {
            return [];
        }

        if (schemas.Any(schema => IsTrue(schema["writeOnly"]) || (value.ValueKind == JsonValueKind.String && schema["contentSchema"] is { } inner && HoldsSecret(inner))))
        {
            return [pointer];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Find(Below(schemas, field.Name), field.Value, JsonPointer.Append(pointer, field.Name))),
            JsonValueKind.Array => value.EnumerateArray().Index()
                .SelectMany(item => Find(AtOnePlace(schemas.SelectMany(schema => OfItem(schema, item.Index))), item.Item, FormattableString.Invariant($"{pointer}/{item.Index}"))),
            _ => [],
        };
    }

    // "Smtp:Password" is the same setting as "Password" in "Smtp", and "Keys:0" the first of "Keys".
    private HashSet<JsonObject> Below(HashSet<JsonObject> schemas, string name)
    {
        var below = AtOnePlace(schemas.SelectMany(schema => OfField(schema, name)));
        var parts = name.Replace("__", ":", StringComparison.Ordinal).Split(':', 2);
        if (parts.Length == 2)
        {
            below.UnionWith(Below(AtOnePlace(schemas.SelectMany(schema => OfField(schema, parts[0]))), parts[1]));
        }

        return below;
    }

    private IEnumerable<JsonNode?> OfField(JsonObject schema, string name)
    {
        _steps += Fields(schema, "properties").Count() + (100 * Fields(schema, "patternProperties").Count());
        List<(bool IsExact, JsonNode? Schema)> named =
        [
            .. Fields(schema, "properties").Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => (field.Key == name, field.Value)),
            .. Fields(schema, "patternProperties").Select(field => (Does: Matches(field.Key, name), field.Value)).Where(field => field.Does != false).Select(field => (field.Does == true, field.Value)),
        ];
        var items = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? OfItem(schema, index) : [];
        return [.. named.Select(each => each.Schema), .. named.Exists(each => each.IsExact) ? [] : Rest.Select(keyword => schema[keyword]), .. items];
    }

    private static IEnumerable<JsonNode?> OfItem(JsonObject schema, int index)
    {
        var tuple = schema["prefixItems"] as JsonArray ?? schema["items"] as JsonArray; // the second is how drafts before 2020-12 write it
        return tuple is not null && index < tuple.Count ? [tuple[index], schema["contains"]] : ItemKeywords.Select(keyword => schema[keyword]);
    }

    // All schemas that speak about the same place.
    private HashSet<JsonObject> AtOnePlace(IEnumerable<JsonNode?> schemas)
    {
        var found = new HashSet<JsonObject>(ReferenceEqualityComparer.Instance);
        var open = new Stack<JsonNode?>(schemas);
        while (open.TryPop(out var node))
        {
            if (++_steps > MostSteps)
            {
                throw new FormatException("it takes too long to look for secrets");
            }

            if (node is not JsonObject schema || !found.Add(schema))
            {
                continue;
            }

            IEnumerable<JsonNode?> more =
            [
                .. References.Select(name => SchemaResources.Text(schema, name)).OfType<string>().SelectMany(reference => _resources.Follow(schema, reference)),
                .. Lists.SelectMany(name => schema[name] as JsonArray ?? []),
                .. Branches.Select(name => schema[name]),
                .. Fields(schema, "dependentSchemas").Concat(Fields(schema, "dependencies")).Select(field => field.Value),
            ];
            foreach (var each in more)
            {
                open.Push(each);
            }
        }

        return found;
    }

    private static bool HoldsSecret(JsonNode? node) => node switch
    {
        JsonObject o => IsTrue(o["writeOnly"]) || o.Any(field => HoldsSecret(field.Value)),
        JsonArray a => a.Any(HoldsSecret),
        _ => false,
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Fields(JsonObject schema, string name) => schema[name] as JsonObject ?? [];

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var isTrue) && isTrue;

    // Null where that cannot be known: the pattern is none of .NET's that end in linear time.
    private bool? Matches(string pattern, string name)
    {
        if (!_patterns.TryGetValue(pattern, out var known))
        {
            try
            {
                known = pattern.Length > LongestPattern ? null : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                known = null;
            }

            _patterns.Add(pattern, known);
        }

        return known?.IsMatch(name);
    }
}
