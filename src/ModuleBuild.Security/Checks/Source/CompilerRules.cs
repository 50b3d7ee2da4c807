using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Tools;

namespace ModuleBuild.Security.Checks.Source;

/// <summary>
/// Which rules of a compiler's log were active. Many that are show <c>enabled: false</c>, their default; what the project made of them stands in
/// <c>ruleConfigurationOverrides</c>.
/// </summary>
internal static class CompilerRules
{
    public static IEnumerable<(ToolRule Rule, string? Category)> Of(SarifElement run)
    {
        var overrides = new Dictionary<string, SarifElement>(StringComparer.Ordinal);
        foreach (var entry in run["invocations"].Items.SelectMany(invocation => invocation["ruleConfigurationOverrides"].Items))
        {
            if (entry["descriptor"]["id"].Text is { } id)
            {
                overrides[id] = entry["configuration"];
            }
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in run["tool"]["driver"]["rules"].Items)
        {
            if (rule["id"].Text is { Length: > 0 } id && seen.Add(id))
            {
                var isSet = overrides.TryGetValue(id, out var set);
                if (!(isSet ? set : rule["defaultConfiguration"])["enabled"].IsFalse)
                {
                    var level = (isSet ? set["level"].Text : null) ?? rule["defaultConfiguration"]["level"].Text;
                    yield return (new ToolRule(id, Link(rule["helpUri"].Text), Of(level)), rule["properties"]["category"].Text);
                }
            }
        }
    }

    /// <summary>The severity of a SARIF level; without one it is a warning, as the format says.</summary>
    /// <param name="level">The level.</param>
    public static Severity Of(string? level) => level switch
    {
        "error" => Severity.Error,
        "note" or "none" => Severity.Note,
        _ => Severity.Warning,
    };

    private static string? Link(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http") ? address.AbsoluteUri : null;
}
