using System.Text.Json;
using ModuleBuild.Core.Json;
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
        string? wrong = null;
        var severity = AdvisorySeverity.Moderate;
        if (Text("severity") is { } word && !TryRead(word, out severity))
        {
            wrong ??= $"{Quotation.Of(word)} is no severity. Use low, moderate, high or critical.";
        }

        NuGetVersion? firstFixed = null;
        if (Text("firstFixed") is { } text && !NuGetVersion.TryParse(text, out firstFixed))
        {
            wrong ??= $"'firstFixed' is {Quotation.Of(text)}, which is not a version. Write it as 1.2.0 or 1.2.0-rc.1.";
        }

        var advisory = new Advisory(Text("id") ?? Text("url") ?? "unnamed advisory", severity, Text("url"), firstFixed);
        if (wrong is null)
        {
            return advisory;
        }

        values.Report(at, wrong);
        return null;

        string? Text(string name)
        {
            if (!document.RootElement.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (value.ValueKind != JsonValueKind.String)
            {
                wrong ??= $"expected a text for '{name}'.";
                return null;
            }

            return value.GetString();
        }
    }

    // OSV and GitHub say "moderate" where others say "medium".
    private static bool TryRead(string word, out AdvisorySeverity severity)
    {
        var known = word.ToLowerInvariant() switch
        {
            "low" => AdvisorySeverity.Low,
            "moderate" or "medium" => AdvisorySeverity.Moderate,
            "high" => AdvisorySeverity.High,
            "critical" => AdvisorySeverity.Critical,
            _ => (AdvisorySeverity?)null,
        };
        severity = known ?? AdvisorySeverity.Moderate;
        return known is not null;
    }
}
