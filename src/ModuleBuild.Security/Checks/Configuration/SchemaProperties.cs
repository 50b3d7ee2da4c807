using ModuleBuild.Security.Checks.Configuration.Settings;

namespace ModuleBuild.Security.Checks.Configuration;

/// <summary>The properties that a JSON Schema speaks of, in whatever part of it.</summary>
internal static class SchemaProperties
{
    private const int LongestChain = 8;

    private static readonly string[] OneSchema = ["items", "additionalItems", "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "contains", "if", "then", "else", "not"];
    private static readonly string[] ListOfSchemas = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];
    private static readonly string[] NamedSchemas = ["$defs", "definitions", "patternProperties", "dependentSchemas"];

    /// <summary>All properties, in no particular order.</summary>
    public static IEnumerable<Setting> Of(Setting schema)
    {
        foreach (var keyword in schema.Children)
        {
            if (keyword.Name == "properties")
            {
                foreach (var property in keyword.Children)
                {
                    yield return property;
                }
            }

            var isOne = OneSchema.Contains(keyword.Name);
            var inner = keyword.Name == "properties" || NamedSchemas.Contains(keyword.Name) || (ListOfSchemas.Contains(keyword.Name) && keyword.Child("0") is not null) ? keyword.Children
                : isOne ? [keyword] : [];
            foreach (var found in inner.SelectMany(Of))
            {
                yield return found;
            }
        }
    }

    /// <summary>The schema that a <c>$ref</c> into the same text leads to; the schema itself where there is none.</summary>
    public static Setting Follow(Setting root, Setting schema)
    {
        for (var left = LongestChain; left > 0 && schema.Child("$ref")?.Value is { } reference && reference.StartsWith('#'); left--)
        {
            var target = root;
            foreach (var step in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                target = target?.Child(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
            }

            if (target is null)
            {
                break;
            }

            schema = target;
        }

        return schema;
    }

    /// <summary>Whether values are texts that somebody chooses: not numbers, not flags, not one of a list.</summary>
    public static bool IsText(Setting schema) =>
        schema.Child("enum") is null && schema.Child("const") is null && schema.Child("properties") is null
        && (schema.Child("type") is not { } type || type.Value == "string" || type.Children.Exists(one => one.Value == "string"));

    /// <summary>Whether values are lists of texts, or texts by names.</summary>
    public static bool IsListOfTexts(Setting root, Setting schema) =>
        (schema.Child("items") ?? schema.Child("additionalProperties")) is { Children.Count: > 0 } items && IsText(Follow(root, items));

    /// <summary>Whether it says of itself that it is write-only, or something around it does.</summary>
    public static bool IsWriteOnly(Setting root, Setting property)
    {
        for (var at = property; at is not null; at = at.Parent)
        {
            if (Says(root, at))
            {
                return true;
            }
        }

        return (property.Child("allOf")?.Children ?? []).Exists(part => Says(root, part))
            || property.Child("items") is { } items && Says(root, items);
    }

    private static bool Says(Setting root, Setting schema) =>
        schema.Child("writeOnly")?.Value == "true" || Follow(root, schema).Child("writeOnly")?.Value == "true";
}
