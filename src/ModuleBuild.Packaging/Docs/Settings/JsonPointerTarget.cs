using System.Globalization;
using System.Text.Json;

namespace ModuleBuild.Packaging.Docs.Settings;

/// <summary>Finds what a <c>$ref</c> within the same document points at: a JSON Pointer (RFC 6901) as a URI fragment.</summary>
internal static class JsonPointerTarget
{
    /// <summary>The target; null where the reference leaves the document or points at nothing.</summary>
    /// <param name="root">The document.</param>
    /// <param name="reference">For example <c>#/$defs/retry</c>.</param>
    public static JsonElement? Find(JsonElement root, string reference)
    {
        if (reference is not ['#', ..] || reference is ['#', not '/', ..])
        {
            return null;
        }

        var at = root;
        foreach (var token in Uri.UnescapeDataString(reference[1..]).Split('/').Skip(1))
        {
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array
                && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at;
    }
}
