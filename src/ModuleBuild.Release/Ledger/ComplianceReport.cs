using System.Globalization;
using System.Text;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Ledger;

/// <summary>For those who answer for what runs: which gates passed with which evidence, what was overridden, by whom and why. Markdown.</summary>
public static class ComplianceReport
{
    /// <summary>The report.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="head">The end of its ledger, which the report is about.</param>
    /// <param name="operations">Its operations, in their order.</param>
    public static string Of(string environment, LedgerHead head, IReadOnlyCollection<OperationRecord> operations)
    {
        var text = new StringBuilder();
        var overrides = operations.SelectMany(operation => (operation.Accepted?.Gates ?? []).Where(answer => answer.Override is not null).Select(answer => (operation, answer))).ToList();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Compliance of {Plain(environment)}

            Ledger up to entry {head.Sequence}, SHA-256 `{head.Hash}`.

            | Operations | Succeeded | Refused | Rolled back | Needed a person | Cancelled | Gates overridden |
            | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            | {operations.Count} | {Count(OperationOutcome.Succeeded)} | {Count(OperationOutcome.Refused)} | {Count(OperationOutcome.RolledBack)} | {Count(OperationOutcome.NeedsPerson)} | {Count(OperationOutcome.Cancelled)} | {overrides.Count} |

            ## Overridden gates


            """);
        if (overrides.Count == 0)
        {
            text.Append("None.\n");
        }

        foreach (var (operation, answer) in overrides)
        {
            text.Append(CultureInfo.InvariantCulture, $"- Release {operation.Accepted!.Release}, gate `{answer.Gate}`: {Plain(answer.Reason)} Overridden by {Plain(answer.Override!.By)} at {answer.Override.At:u}: {Plain(answer.Override.Reason)}\n");
        }

        text.Append("\n## Operations\n");
        foreach (var operation in operations.Reverse())
        {
            Write(text, operation);
        }

        return text.ToString();

        int Count(OperationOutcome outcome) => operations.Count(operation => operation.Closed?.Outcome == outcome);
    }

    private static void Write(StringBuilder text, OperationRecord operation)
    {
        var closed = operation.Closed;
        text.Append(CultureInfo.InvariantCulture, $"\n### {operation.Kind} {operation.Id}: {closed?.Outcome.ToString() ?? "open"}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Asked for by {Plain(operation.Began.By)} at {operation.Began.At:u}{(operation.Began.Why is { } why ? $": {Plain(why)}" : ".")}");
        text.Append(operation.Accepted?.Release is { } release ? string.Create(CultureInfo.InvariantCulture, $" Release {release}.") : " No release came of it.");
        text.Append((operation.Accepted ?? operation.Began).Policy is { } policy ? $" Policy `{policy.Commit ?? policy.Sha256}`." : string.Empty);
        text.Append(closed?.Why is { } reason ? $" {Plain(reason)}" : string.Empty).Append('\n');
        if (!operation.Changes.IsEmpty)
        {
            text.Append("\n| Module | Before | After |\n| --- | --- | --- |\n");
            foreach (var change in operation.Changes)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Plain(change.Id)} | {change.From ?? "–"} | {change.To ?? "–"}{(change.Settings ? ", settings" : string.Empty)} |\n");
            }
        }

        foreach (var approval in operation.Events.Select(happened => happened.Approval).OfType<Approval>())
        {
            text.Append(CultureInfo.InvariantCulture, $"\nSigned as {Plain(approval.By)} at {approval.At:u}; whose signature that is, gate `approvals` says.\n");
        }

        var gates = (operation.Accepted ?? closed)?.Gates ?? [];
        if (!gates.IsEmpty)
        {
            text.Append("\n| Gate | Verdict | Evidence |\n| --- | --- | --- |\n");
            foreach (var answer in gates)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {answer.Gate} | {GateFindings.VerdictOf(answer)} | {Plain(answer.Reason)} |\n");
            }
        }
    }

    // Names and reasons are of people and modules: they stay text in tables and lists.
    private static string Plain(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("\r", " ", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
