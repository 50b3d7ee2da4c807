using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics.Tools;

namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>What another tool found, as a run of its own in the same SARIF log.</summary>
/// <param name="writer">The log.</param>
/// <param name="root">Absolute path of the root of the sources.</param>
internal sealed class SarifToolRun(Utf8JsonWriter writer, string root)
{
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);

    public void Write(ToolRun run)
    {
        writer.WriteStartObject();
        WriteTool(run);
        SarifLog.WriteRoot(writer);
        writer.WriteStartArray("results");
        foreach (var result in run.Results)
        {
            Write(run, result);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteTool(ToolRun run)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", run.Name);
        if (run.Version.Length > 0)
        {
            writer.WriteString("version", run.Version);
        }

        writer.WriteString("informationUri", run.InformationLink);
        writer.WriteStartArray("rules");
        foreach (var rule in run.Rules)
        {
            Write(rule);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Write(ToolRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        var description = rule.HelpLink is { } page ? $"Rule {rule.Id}: see {page}." : $"Rule {rule.Id}.";
        SarifRules.WriteMessage(writer, "shortDescription", $"Rule {rule.Id}.");
        SarifRules.WriteMessage(writer, "fullDescription", description);
        SarifRules.WriteMessage(writer, "help", description);
        if (rule.HelpLink is { } link)
        {
            writer.WriteString("helpUri", link);
        }

        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", rule.Severity.Word());
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Write(ToolRun run, ToolResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", result.RuleId);
        if (IndexOf(run, result.RuleId) is >= 0 and var index)
        {
            writer.WriteNumber("ruleIndex", index);
        }

        writer.WriteString("level", result.Severity.Word());
        SarifRules.WriteMessage(writer, "message", result.Message);
        WriteLocation(result.Location);
        WriteFingerprints(result);
        WriteSuppressions(result);
        writer.WriteEndObject();
    }

    private static int IndexOf(ToolRun run, string id)
    {
        for (var i = 0; i < run.Rules.Length; i++)
        {
            if (run.Rules[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    // Generated sources may lie elsewhere: their name is told, and not the machine's folders.
    private string Shown(string file) => ShownPath.BelowRoot(file, root) ?? file.Split('/', '\\')[^1];

    private void WriteLocation(SourceLocation location)
    {
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", location.File.Length == 0 ? "." : ShownPath.ToUri(Shown(location.File)));
        writer.WriteString("uriBaseId", SarifResults.BaseId);
        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", Math.Max(1, location.Line));
        if (location.Column > 0)
        {
            writer.WriteNumber("startColumn", location.Column);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    // By rule and file: lines move, and messages come in the language of whoever ran the tool.
    private void WriteFingerprints(ToolResult result)
    {
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{result.RuleId}\n{Shown(result.Location.File)}"));
        var hash = Convert.ToHexStringLower(identity.AsSpan(0, 16));
        var occurrence = _occurrences[hash] = _occurrences.GetValueOrDefault(hash) + 1;
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("primaryLocationLineHash", string.Create(CultureInfo.InvariantCulture, $"{hash}:{occurrence}"));
        writer.WriteEndObject();
    }

    private void WriteSuppressions(ToolResult result)
    {
        writer.WriteStartArray("suppressions");
        if (result.IsSuppressed)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", "inSource");
            if (result.Justification is { } justification)
            {
                writer.WriteString("justification", justification);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
