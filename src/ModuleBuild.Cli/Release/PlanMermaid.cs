using System.Text;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>A plan as a Mermaid diagram: where the set comes from, what it passes, what changes.</summary>
internal static class PlanMermaid
{
    /// <summary>The diagram, without fences.</summary>
    /// <param name="plan">The plan.</param>
    public static string Of(ShownPlan plan)
    {
        var text = new StringBuilder("flowchart LR\n");
        text.Append("  origin[\"").Append(Label(plan.Origin)).Append("\"] --> gates{{\"").Append(Label(string.Join(", ", plan.Gates.DefaultIfEmpty("no gates")))).Append("\"}}\n");
        text.Append("  gates --> target[\"").Append(Label(plan.Environment)).Append("\"]\n");
        foreach (var (change, number) in plan.Changes.Select((change, index) => (change, index + 1)))
        {
            text.Append("  target --> m").Append(number).Append("[\"").Append(Label(Describe(plan, change))).Append("\"]\n");
        }

        return text.ToString();
    }

    private static string Describe(ShownPlan plan, ModuleChange change) => change switch
    {
        { From: null } => $"{change.Id} {change.To} is new",
        { To: null } => $"{change.Id} {change.From} goes{(PlanText.Data(plan.BackupData, plan.CleanupData) is { } data ? $", data are {data}" : string.Empty)}",
        _ when change.From == change.To => $"{change.Id} {change.To}{(change.Settings ? ", other settings" : ", other bytes")}",
        _ => $"{change.Id} {change.From} to {change.To}",
    };

    // Mermaid's own way to write what would end a label: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
    private static string Label(string text) => text
        .Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal)
        .Replace("<", "#lt;", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
