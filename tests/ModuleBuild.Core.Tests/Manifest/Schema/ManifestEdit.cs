using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Schema;

/// <summary>The maximal manifest with one thing changed.</summary>
internal static class ManifestEdit
{
    public static JsonObject Parse() => JsonNode.Parse(MaximalManifest.Bytes)!.AsObject();

    /// <summary>What the reader finds once a change was made at a pointer.</summary>
    public static IReadOnlyList<Finding> FindingsAfter(string pointer, Action<JsonNode> change)
    {
        var manifest = Parse();
        change(Follow(manifest, pointer));
        return Read(manifest);
    }

    /// <summary>What the reader finds once another value stands at a pointer.</summary>
    public static IReadOnlyList<Finding> FindingsWith(string pointer, JsonNode? value)
    {
        var manifest = Parse();
        var slash = pointer.LastIndexOf('/');
        var (parent, name) = (Follow(manifest, pointer[..slash]), Unescape(pointer[(slash + 1)..]));
        if (parent is JsonArray array)
        {
            array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            parent[name] = value;
        }

        return Read(manifest);
    }

    public static IReadOnlyList<Finding> Read(JsonObject manifest) =>
        ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(manifest.ToJsonString())).Findings;

    private static JsonNode Follow(JsonNode node, string pointer) => pointer.Split('/').Skip(1).Aggregate(
        node, (at, step) => at is JsonArray a ? a[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[Unescape(step)]!);

    private static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
