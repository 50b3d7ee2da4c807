using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using JsonPointer = ModuleBuild.Core.Json.JsonPointer;

namespace ModuleBuild.Release.Settings;

/// <summary>
/// Whether settings are what a module's schema allows: types, required fields, ranges, lengths, choices, by JSON Schema 2020-12. Patterns and formats
/// are the module's own business. What is <c>writeOnly</c> holds a reference, never a value (<see cref="SecretPlaces"/>), and no value is ever shown.
/// </summary>
public sealed class SettingsCheck
{
    /// <summary>Name of the one field of a reference to a secret.</summary>
    public const string Secret = "$secret";

    private const int DeepestReference = 64;
    private const int MostProblems = 50;
    private const int MostSteps = 200_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonElement _root;
    private readonly List<string> _secrets;
    private readonly Budget _budget;
    private readonly List<string> _problems = [];

    private SettingsCheck(JsonElement root, List<string> secrets, Budget budget) => (_root, _secrets, _budget) = (root, secrets, budget);

    /// <summary>What is wrong with settings, each as a sentence that names its place by a JSON Pointer, without values; nothing where all is right.</summary>
    /// <param name="schema">The JSON Schema.</param>
    /// <param name="settings">The settings; null where there are none, which counts as an empty object.</param>
    public static IReadOnlyList<string> Problems(string schema, JsonElement? settings)
    {
        try
        {
            using var parsed = JsonDocument.Parse(schema, Strict);
            using var empty = JsonDocument.Parse("{}");
            var value = settings ?? empty.RootElement;
            List<string> secrets = [.. SecretPlaces.Holding(JsonNode.Parse(schema, documentOptions: Strict), value).Take(MostProblems)];
            var check = new SettingsCheck(parsed.RootElement, secrets, new Budget());
            check.Check(parsed.RootElement, value, string.Empty, 0);
            return [.. check._problems, .. secrets.Select(place => Sentence(place, $"is a secret, and holds a value; put it into the secret store, and write {{\"{Secret}\": \"its name there\"}}"))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return [$"the schema cannot be understood ({e.Message.TrimEnd('.')})."];
        }
    }

    private void Check(JsonElement schema, JsonElement value, string path, int depth)
    {
        // A few choices that refer to one another make more ways than anybody can go.
        if (++_budget.Steps > MostSteps)
        {
            throw new FormatException("it takes too long to compare");
        }

        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            Demand(schema.ValueKind == JsonValueKind.True, path, "is not allowed");
            return;
        }

        if (schema.ValueKind != JsonValueKind.Object || depth > DeepestReference)
        {
            Demand(depth <= DeepestReference, path, "is deeper than a schema may go");
            return;
        }

        if (IsReference(value))
        {
            return; // whoever reads the secret knows its type
        }

        if (schema.TryGetProperty("$ref", out var reference) && Follow(reference.GetString()!) is { } place)
        {
            Check(place, value, path, depth + 1);
        }

        if (!IsOfType(schema, value, path))
        {
            return;
        }

        foreach (var problem in SettingsLimits.Of(schema, value))
        {
            Demand(false, path, problem);
        }

        Fields(schema, value, path, depth);
        Items(schema, value, path, depth);
        Combinations(schema, value, path, depth);
    }

    private bool IsOfType(JsonElement schema, JsonElement value, string path)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return true;
        }

        List<string> types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(each => each.GetString()!)] : [type.GetString()!];
        var isOne = types.Exists(each => SettingsLimits.IsType(each, value));
        Demand(isOne, path, $"is {SettingsLimits.Describe(value)}; expected {string.Join(" or ", types)}");
        return isOne;
    }

    private void Fields(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(each => each.GetString()!) : [])
        {
            // A default stands in for a value that nobody set.
            var hasDefault = known.ValueKind == JsonValueKind.Object && known.TryGetProperty(name, out var described)
                && described.ValueKind == JsonValueKind.Object && described.TryGetProperty("default", out _);
            Demand(hasDefault || value.TryGetProperty(name, out _), JsonPointer.Append(path, name), "is missing");
        }

        var isOpen = schema.TryGetProperty("patternProperties", out _);
        foreach (var field in value.EnumerateObject())
        {
            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(field.Name, out var own))
            {
                Check(own, field.Value, JsonPointer.Append(path, field.Name), depth + 1);
            }
            else if (!isOpen && schema.TryGetProperty("additionalProperties", out var others))
            {
                if (others.ValueKind == JsonValueKind.False)
                {
                    Demand(false, JsonPointer.Append(path, field.Name), "is no setting of the module");
                }
                else
                {
                    Check(others, field.Value, JsonPointer.Append(path, field.Name), depth + 1);
                }
            }
        }
    }

    private void Items(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        List<JsonElement> first = [.. schema.TryGetProperty("prefixItems", out var tuple) ? tuple.EnumerateArray() : default];
        var hasOthers = schema.TryGetProperty("items", out var others);
        foreach (var (index, item) in value.EnumerateArray().Index().Where(item => item.Index < first.Count || hasOthers))
        {
            Check(index < first.Count ? first[index] : others, item, FormattableString.Invariant($"{path}/{index}"), depth + 1);
        }
    }

    private void Combinations(JsonElement schema, JsonElement value, string path, int depth)
    {
        foreach (var each in schema.TryGetProperty("allOf", out var all) ? all.EnumerateArray() : default)
        {
            Check(each, value, path, depth + 1);
        }

        foreach (var name in new[] { "anyOf", "oneOf" })
        {
            if (!schema.TryGetProperty(name, out var any))
            {
                continue;
            }

            var fitting = any.EnumerateArray().Count(each => Fits(each, value, path, depth));
            Demand(fitting == 1 || (fitting > 1 && name == "anyOf"), path, fitting == 0 ? "fits none of what the schema offers" : "fits more than one of what the schema offers");
        }
    }

    private bool Fits(JsonElement schema, JsonElement value, string path, int depth)
    {
        var trial = new SettingsCheck(_root, _secrets, _budget);
        trial.Check(schema, value, path, depth + 1);
        return trial._problems.Count == 0;
    }

    // Of references to anchors and embedded schemas it is known that they lead somewhere; what they demand is the module's own business.
    private JsonElement? Follow(string reference)
    {
        var at = _root;
        foreach (var part in reference.Split('/').Skip(1).Select(part => JsonPointer.Unescape(Uri.UnescapeDataString(part))))
        {
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
            {
                return null;
            }
        }

        return reference == "#" || reference.StartsWith("#/", StringComparison.Ordinal) ? at : null;
    }

    /// <summary>Whether a value is a reference to a secret, which stands for a value of any type.</summary>
    /// <param name="value">The value.</param>
    internal static bool IsReference(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 1
        && value.TryGetProperty(Secret, out var name) && name.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(name.GetString());

    // What stands where a secret should be is told as that, and nothing else of it.
    private void Demand(bool isMet, string path, string problem)
    {
        if (!isMet && _problems.Count < MostProblems && !_secrets.Exists(secret => path == secret || path.StartsWith(secret + "/", StringComparison.Ordinal)))
        {
            _problems.Add(Sentence(path, problem));
        }
    }

    private static string Sentence(string path, string problem) => $"{(path.Length == 0 ? "it" : $"'{path}'")} {problem}.";

    private sealed class Budget
    {
        public int Steps { get; set; }
    }
}
