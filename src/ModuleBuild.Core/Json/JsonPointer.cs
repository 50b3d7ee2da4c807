using System.Globalization;

namespace ModuleBuild.Core.Json;

/// <summary>JSON Pointers, RFC 6901.</summary>
internal static class JsonPointer
{
    /// <summary>The pointer of a field or item of the value that a pointer names.</summary>
    public static string Append(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The name that a step of a pointer means.</summary>
    public static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>The value that a pointer names, or the last one on the way that is there.</summary>
    /// <param name="root">The root.</param>
    /// <param name="pointer">The pointer.</param>
    /// <param name="found">Whether the whole way is there.</param>
    public static JsonValue Follow(JsonValue root, string pointer, out bool found)
    {
        var value = root;
        found = true;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            if (Enter(value, step) is not { } entry)
            {
                found = false;
                return value;
            }

            value = entry.Value;
        }

        return value;
    }

    private static JsonEntry? Enter(JsonValue value, string step) => value switch
    {
        JsonObject o => o.Find(Unescape(step)),
        JsonArray a when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < a.Entries.Count => a.Entries[index],
        _ => null,
    };
}
