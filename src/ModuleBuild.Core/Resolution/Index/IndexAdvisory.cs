using System.Text.Json;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Index;

/// <summary>Reads an advisory of an index: <c>{"id", "severity", "url"?, "firstFixed"?}</c>, or its id alone.</summary>
internal static class IndexAdvisory
{
    /// <summary>Reads an advisory at which the reader stands.</summary>
    /// <param name="json">The reader.</param>
    /// <param name="values">Where problems are told.</param>
    /// <returns>The advisory, or null where there was a problem.</returns>
    public static Advisory? Read(ref Utf8JsonReader json, IndexValues values)
    {
        var at = json.TokenStartIndex;
        if (json.TokenType == JsonTokenType.String)
        {
            return new Advisory(json.GetString()!, AdvisorySeverity.Moderate);
        }

        if (json.TokenType != JsonTokenType.StartObject)
        {
            values.Refuse(ref json, "an advisory such as {\"id\": \"GHSA-…\", \"severity\": \"high\"}");
            return null;
        }

        using var document = JsonDocument.ParseValue(ref json);
        var severity = AdvisorySeverity.Moderate;
        if (Text("severity") is { } word && !TryRead(word, out severity))
        {
            values.Report(at, $"'{word}' is no severity. Use low, moderate, high or critical.");
            return null;
        }

        var firstFixed = Text("firstFixed") is { } text && NuGetVersion.TryParse(text, out var version) ? version : null;
        return new Advisory(Text("id") ?? Text("url") ?? "unnamed advisory", severity, Text("url"), firstFixed);

        string? Text(string name) =>
            document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    // OSV and GitHub say "moderate" where others say "medium".
    private static bool TryRead(string word, out AdvisorySeverity severity)
    {
        severity = AdvisorySeverity.Moderate;
        return word.Equals("medium", StringComparison.OrdinalIgnoreCase) ||
            (!int.TryParse(word, out _) && Enum.TryParse(word, ignoreCase: true, out severity));
    }
}
