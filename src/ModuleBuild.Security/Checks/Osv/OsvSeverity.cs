using System.Text.Json;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Security.Checks.Osv;

/// <summary>How bad an advisory of OSV is: what its database says, else the base score of its CVSS 3 vector, else moderate.</summary>
internal static class OsvSeverity
{
    /// <summary>The severity of an advisory.</summary>
    public static AdvisorySeverity Of(JsonElement advisory)
    {
        if (advisory.TryGetProperty("database_specific", out var own) && own.ValueKind == JsonValueKind.Object
            && own.TryGetProperty("severity", out var word) && word.ValueKind == JsonValueKind.String && OfWord(word.GetString()!) is { } said)
        {
            return said;
        }

        if (advisory.TryGetProperty("severity", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var entry in list.EnumerateArray())
            {
                if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.String
                    && CvssVector.BaseScoreOf(score.GetString()!) is { } number)
                {
                    return OfScore(number);
                }
            }
        }

        return AdvisorySeverity.Moderate;
    }

    // https://www.first.org/cvss/v3.1/specification-document#Qualitative-Severity-Rating-Scale
    private static AdvisorySeverity OfScore(double score) => score switch
    {
        >= 9 => AdvisorySeverity.Critical,
        >= 7 => AdvisorySeverity.High,
        >= 4 => AdvisorySeverity.Moderate,
        _ => AdvisorySeverity.Low,
    };

    private static AdvisorySeverity? OfWord(string word) => word.ToUpperInvariant() switch
    {
        "LOW" => AdvisorySeverity.Low,
        "MODERATE" or "MEDIUM" => AdvisorySeverity.Moderate,
        "HIGH" => AdvisorySeverity.High,
        "CRITICAL" => AdvisorySeverity.Critical,
        _ => null,
    };
}
