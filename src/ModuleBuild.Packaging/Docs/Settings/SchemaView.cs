using System.Collections.Immutable;
using System.Text.Json;

namespace ModuleBuild.Packaging.Docs.Settings;

/// <summary>
/// A place of a JSON Schema with what <c>$ref</c> (within the document) and <c>allOf</c> add to it: the keywords of all of them, the
/// nearest first.
/// </summary>
internal sealed class SchemaView
{
    private readonly ImmutableArray<JsonElement> _parts;

    private SchemaView(ImmutableArray<JsonElement> parts, ImmutableHashSet<string> references)
    {
        _parts = parts;
        References = references;
    }

    /// <summary>The references followed on the way here; one that occurs again is a recursion and is not followed.</summary>
    public ImmutableHashSet<string> References { get; }

    /// <summary>A reference was not followed: a recursion, another document, or nothing there.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>Looks at a place.</summary>
    /// <param name="root">The document.</param>
    /// <param name="schema">The place.</param>
    /// <param name="references">The references followed on the way there.</param>
    /// <param name="budget">Places that may still be looked at; a schema of references to references grows without bound.</param>
    public static SchemaView Of(JsonElement root, JsonElement schema, ImmutableHashSet<string> references, ref int budget)
    {
        var parts = ImmutableArray.CreateBuilder<JsonElement>();
        var open = new Stack<JsonElement>([schema]);
        var isOpen = false;
        while (open.TryPop(out var part))
        {
            if (part.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            if (--budget < 0)
            {
                isOpen = true;
                break;
            }

            parts.Add(part);
            if (Text(part, "$ref") is { } reference)
            {
                if (!references.Contains(reference) && JsonPointerTarget.Find(root, reference) is { } target)
                {
                    references = references.Add(reference);
                    open.Push(target);
                }
                else
                {
                    isOpen = true;
                }
            }

            foreach (var member in Items(part, "allOf").Reverse())
            {
                open.Push(member);
            }
        }

        return new SchemaView(parts.ToImmutable(), references) { IsOpen = isOpen };
    }

    /// <summary>The value of a keyword, or null.</summary>
    /// <param name="keyword">Its name.</param>
    public JsonElement? Find(string keyword)
    {
        foreach (var part in _parts)
        {
            if (part.TryGetProperty(keyword, out var value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The value of a keyword where it is text, or null.</summary>
    /// <param name="keyword">Its name.</param>
    public string? FindText(string keyword) => Find(keyword) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Whether a keyword is <c>true</c>.</summary>
    /// <param name="keyword">Its name.</param>
    public bool Is(string keyword) => Find(keyword) is { ValueKind: JsonValueKind.True };

    /// <summary>The members of all parts' <c>properties</c>, in the order of the schema.</summary>
    public IEnumerable<JsonProperty> Properties() => _parts
        .Where(part => part.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        .SelectMany(part => part.GetProperty("properties").EnumerateObject());

    /// <summary>The schemas of which the value meets one: <c>oneOf</c> and <c>anyOf</c>.</summary>
    public IEnumerable<JsonElement> Alternatives() => _parts.SelectMany(part => Items(part, "oneOf").Concat(Items(part, "anyOf")));

    /// <summary>Whether the schema demands a member.</summary>
    /// <param name="name">The member's name.</param>
    public bool Requires(string name) => _parts.SelectMany(part => Items(part, "required"))
        .Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(name));

    private static JsonElement.ArrayEnumerator Items(JsonElement part, string keyword) =>
        part.TryGetProperty(keyword, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;

    private static string? Text(JsonElement part, string keyword) =>
        part.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
