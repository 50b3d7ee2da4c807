using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>A plan for programs.</summary>
internal static class PlanJson
{
    /// <summary>Writes a plan as one object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="plan">The plan.</param>
    public static void Write(Utf8JsonWriter json, ShownPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(plan.Kind.ToString()));
        json.WriteString("targetEnvironment", plan.Environment);
        json.WriteString("origin", plan.Origin);
        json.WriteString("digest", plan.Target.Digest());
        json.WriteNumber("totalModules", plan.Target.Modules.Length);
        json.WriteStartArray("modules");
        foreach (var module in plan.Target.Modules)
        {
            json.WriteStartObject();
            json.WriteString("id", module.Id);
            json.WriteString("version", module.Version);
            json.WriteString("contentHash", module.ContentHash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var change in plan.Changes)
        {
            json.WriteStartObject();
            json.WriteString("id", change.Id);
            json.WriteString("from", change.From);
            json.WriteString("to", change.To);
            json.WriteBoolean("settings", change.Settings);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("differences");
        foreach (var difference in plan.Differences)
        {
            WriteDifference(json, difference);
        }

        json.WriteEndArray();
        if (plan.BackupData)
        {
            json.WriteBoolean("backupData", true);
        }

        if (plan.CleanupData)
        {
            json.WriteBoolean("cleanupData", true);
        }

        WriteChecks(json, "securityChecks", plan, GateGroup.Security);
        WriteChecks(json, "compatibilityChecks", plan, GateGroup.Compatibility);
        WriteChecks(json, "performanceValidations", plan, GateGroup.Performance);
        WriteChecks(json, "processChecks", plan, GateGroup.Process);
        if (plan.Estimate is { } estimate)
        {
            json.WriteNumber("estimatedSeconds", Math.Round(estimate.TotalSeconds, 1));
        }

        json.WriteEndObject();
    }

    /// <summary>Writes what a gate said.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="answer">What it said.</param>
    public static void WriteAnswer(Utf8JsonWriter json, GateAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("gate", answer.Gate);
        json.WriteString("verdict", GateFindings.VerdictOf(answer));
        json.WriteString("reason", answer.Reason);
        json.WriteString("remedy", answer.Remedy);
        if (answer.Until is { } until)
        {
            json.WriteString("until", until);
        }

        if (answer.Override is { } glass)
        {
            json.WriteString("overriddenBy", glass.By);
            json.WriteString("overrideReason", glass.Reason);
        }

        json.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter json, ModuleDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("id", difference.Id);
        WriteTexts(json, "newCapabilities", difference.NewCapabilities);
        WriteTexts(json, "goneCapabilities", difference.GoneCapabilities);
        json.WriteStartArray("components");
        foreach (var change in difference.Components)
        {
            json.WriteStartObject();
            json.WriteString("name", change.Name);
            json.WriteString("from", change.From);
            json.WriteString("to", change.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("notCompared", difference.NotCompared);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteChecks(Utf8JsonWriter json, string name, ShownPlan plan, GateGroup group)
    {
        json.WriteStartArray(name);
        foreach (var gate in plan.Gates.Where(gate => GateGroup.Of(gate) == group))
        {
            if (plan.Answers.FirstOrDefault(answer => answer.Gate == gate) is { } answer)
            {
                WriteAnswer(json, answer);
            }
            else
            {
                json.WriteStartObject();
                json.WriteString("gate", gate);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
