using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Reporting;

/// <summary>A result of a SARIF log.</summary>
/// <param name="RuleId">Id of its rule.</param>
/// <param name="Rule">The rule, or null.</param>
/// <param name="Json">The result.</param>
internal sealed record SarifResult(string RuleId, JsonObject? Rule, JsonObject Json)
{
    /// <summary>Its level; SARIF's default is a warning.</summary>
    public Severity Severity => Text(Json["level"]) switch { "error" => Severity.Error, "note" or "none" => Severity.Note, _ => Severity.Warning };

    /// <summary>What is wrong.</summary>
    public string Message => Text((Json["message"] as JsonObject)?["text"]) ?? string.Empty;

    /// <summary>Whether somebody accepted it.</summary>
    public bool IsSuppressed => Json["suppressions"] is JsonArray { Count: > 0 };

    /// <summary>Rule, file, line and column.</summary>
    public (string RuleId, string File, int Line, int Column) Place
    {
        get
        {
            var place = ((Json["locations"] as JsonArray)?.FirstOrDefault() as JsonObject)?["physicalLocation"] as JsonObject;
            var region = place?["region"] as JsonObject;
            return (RuleId, Text((place?["artifactLocation"] as JsonObject)?["uri"]) ?? string.Empty, Number(region?["startLine"]), Number(region?["startColumn"]));
        }
    }

    /// <summary>A text; null where the value is something else.</summary>
    /// <param name="node">The value, or null.</param>
    public static string? Text(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // a lone surrogate is valid JSON and no text
        }
    }

    private static int Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : 0;
}
