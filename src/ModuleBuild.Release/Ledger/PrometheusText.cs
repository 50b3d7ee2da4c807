using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Ledger;

/// <summary>
/// What ledgers say, as counters for monitoring: the text format of Prometheus 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
/// </summary>
public static class PrometheusText
{
    /// <summary>The text.</summary>
    /// <param name="environments">Operations by environment, in the order in which they are written.</param>
    public static string Of(IReadOnlyList<(string Environment, ImmutableArray<OperationRecord> Operations)> environments)
    {
        var text = new StringBuilder();
        Write(text, "module_installations_total", "Modules that came to an environment, or changed there, and were switched on, by operations that succeeded.",
            from each in environments
            from operation in each.Operations
            where operation.Closed?.Outcome == OperationOutcome.Succeeded && !operation.IsOnlyBrought
            from change in operation.Changes
            where change.To is not null
            select ((string, string)[])[("environment", each.Environment), ("module", change.Id)]);
        Write(text, "workflow_executions_total", "Operations that ended, by kind and outcome.",
            from each in environments
            from operation in each.Operations
            where operation.Closed is not null
            select ((string, string)[])[("environment", each.Environment), ("kind", Word(operation.Kind)), ("outcome", Word(operation.Closed!.Outcome!.Value))]);
        Write(text, "security_scan_results", "Answers of gates, by gate and verdict.",
            from each in environments
            from operation in each.Operations
            from happened in operation.Events
            where happened.Kind is LedgerEventKind.Accepted or LedgerEventKind.Closed
            from answer in happened.Gates ?? []
            select ((string, string)[])
            [("environment", each.Environment), ("gate", answer.Gate), ("verdict", GateFindings.VerdictOf(answer))]);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, string help, IEnumerable<(string Name, string Value)[]> events)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} counter\n");
        var lines = events.Select(labels => string.Join(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\"")))
            .CountBy(line => line, StringComparer.Ordinal)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal);
        foreach (var (labels, count) in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {count}\n");
        }
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
