using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Reporting;

/// <summary>A SARIF log that a build wrote, taken as what it is: whatever of it is not as it should be is left out.</summary>
/// <param name="Runs">Its runs.</param>
/// <param name="Root">Absolute path of the folder from which it tells files.</param>
internal sealed record SarifDocument(JsonArray Runs, string Root)
{
    /// <summary>The largest log that is read, in bytes.</summary>
    public const int MaxSize = 64 * 1024 * 1024;

    private const string BaseId = "SRCROOT";

    /// <summary>Reads the log of a module; null where there is none.</summary>
    /// <param name="path">Absolute path of the log.</param>
    /// <param name="project">Absolute path of the module's project.</param>
    public static SarifDocument? Read(string path, string project)
    {
        var bytes = NamedFile.Read(path, MaxSize, out var problem);
        return problem is null ? Parse(bytes, Workspace.FindRoot(Path.GetDirectoryName(project)!)) : null;
    }

    /// <summary>Reads a log from its bytes; null where they are none.</summary>
    /// <param name="bytes">UTF-8.</param>
    /// <param name="root">Absolute path of the folder from which it tells files.</param>
    public static SarifDocument? Parse(byte[] bytes, string root)
    {
        try
        {
            return JsonNode.Parse(bytes) is JsonObject log && log["runs"] is JsonArray runs ? new SarifDocument(runs, root) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Its results, each with its rule, told from another folder.</summary>
    /// <param name="root">Absolute path of that folder.</param>
    public IEnumerable<SarifResult> Results(string root)
    {
        var prefix = Path.GetRelativePath(root, Root).Replace(Path.DirectorySeparatorChar, '/');
        foreach (var run in Runs.OfType<JsonObject>())
        {
            var rules = ((run["tool"] as JsonObject)?["driver"] as JsonObject)?["rules"] as JsonArray ?? [];
            var byId = rules.OfType<JsonObject>().Where(rule => SarifResult.Text(rule["id"]) is not null).DistinctBy(rule => SarifResult.Text(rule["id"])).ToDictionary(rule => SarifResult.Text(rule["id"])!);
            foreach (var result in (run["results"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (SarifResult.Text(result["ruleId"]) is { } id)
                {
                    var copy = (JsonObject)result.DeepClone();
                    Move(copy, prefix);
                    yield return new SarifResult(id, byId.GetValueOrDefault(id), copy);
                }
            }
        }
    }

    private static void Move(JsonObject result, string prefix)
    {
        if (prefix == ".")
        {
            return;
        }

        MovePaths(result, string.Join('/', prefix.Split('/').Select(Uri.EscapeDataString)));

        // Workspaces of one repository may call their files alike; what tells results apart has to tell them apart, too.
        if (result["partialFingerprints"] is JsonObject prints)
        {
            foreach (var (name, value) in prints.ToList())
            {
                if (SarifResult.Text(value) is { } print)
                {
                    prints[name] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix}\n{print.Split(':')[0]}")).AsSpan(0, 16));
                }
            }
        }
    }

    private static void MovePaths(JsonNode? node, string prefix)
    {
        if (node is JsonObject { } place && SarifResult.Text(place["uri"]) is { } uri && SarifResult.Text(place["uriBaseId"]) == BaseId)
        {
            place["uri"] = uri == "." ? prefix : $"{prefix}/{uri}";
        }

        foreach (var inner in node switch { JsonObject parent => parent.Select(field => field.Value).ToList(), JsonArray list => [.. list], _ => [] })
        {
            MovePaths(inner, prefix);
        }
    }
}
