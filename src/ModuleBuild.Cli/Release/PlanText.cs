using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Cli.Output;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>A plan for people.</summary>
internal static class PlanText
{
    private const int MostComponents = 8;

    /// <summary>Writes a plan.</summary>
    /// <param name="terminal">Whose colours.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    public static void Write(Terminal terminal, TextWriter writer, ShownPlan plan)
    {
        writer.WriteLine(terminal.Paint(Style.Bold, $"{plan.Environment}: {Verb(plan.Kind)} {plan.Origin}"));
        if (plan.Changes.IsEmpty)
        {
            writer.WriteLine("  No module changes.");
        }
        else
        {
            TextTable.Write(writer, "  ",
            [
                ["Module", "Now", "Then"],
                .. plan.Changes.Select(change => (string[])[change.Id, change.From ?? "-", $"{change.To ?? "-"}{(change.Settings ? " (settings)" : string.Empty)}"]),
            ]);
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Modules(plan.Changes.Length)}; {plan.Target.Modules.Length} in all then."));
        WriteDifferences(terminal, writer, plan.Differences);
        if (Data(plan.BackupData, plan.CleanupData) is { } data)
        {
            writer.WriteLine($"  {terminal.Paint(Style.Yellow, $"Data of {string.Join(", ", plan.Changes.Where(change => change.To is null).Select(change => change.Id))}: {data}.")}");
        }

        foreach (var group in GateGroup.All)
        {
            ImmutableArray<string> gates = [.. plan.Gates.Where(gate => GateGroup.Of(gate) == group)];
            if (!gates.IsEmpty)
            {
                writer.WriteLine($"  {char.ToUpperInvariant(group.Name[0])}{group.Name[1..]} checks: {string.Join(", ", gates)}");
            }
        }

        WriteAnswers(terminal, writer, plan.Answers);
        if (plan.Estimate is { } estimate)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  Earlier ones took about {Duration(estimate)}."));
        }
    }

    // What was not compared is not the same.
    private static void WriteDifferences(Terminal terminal, TextWriter writer, ImmutableArray<ModuleDifference> differences)
    {
        foreach (var difference in differences.Where(difference => !difference.NewCapabilities.IsEmpty))
        {
            writer.WriteLine($"  {terminal.Paint(Style.Yellow, ForeignText.Line($"{difference.Id} newly can do {string.Join(", ", difference.NewCapabilities)}."))}");
        }

        foreach (var difference in differences.Where(difference => !difference.Components.IsEmpty))
        {
            var changes = difference.Components.Select(change => $"{change.Name} {change.From ?? "-"} to {change.To ?? "-"}").ToList();
            var rest = changes.Count > MostComponents ? string.Create(CultureInfo.InvariantCulture, $" and {changes.Count - MostComponents} more") : string.Empty;
            writer.WriteLine($"  {ForeignText.Line($"{difference.Id} runs with other packages: {string.Join(", ", changes.Take(MostComponents))}{rest}.")}");
        }

        foreach (var text in differences.Select(difference => difference.NotCompared).OfType<string>())
        {
            writer.WriteLine($"  Not compared: {ForeignText.Line(text)}");
        }
    }

    /// <summary>Writes what gates said, a line each, and what can be done.</summary>
    /// <param name="terminal">Whose colours.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="answers">What they said.</param>
    public static void WriteAnswers(Terminal terminal, TextWriter writer, ImmutableArray<GateAnswer> answers)
    {
        foreach (var answer in answers)
        {
            var verdict = GateFindings.VerdictOf(answer);
            var style = verdict switch { "pass" => Style.Green, "fail" => Style.Red, _ => Style.Yellow };
            writer.WriteLine($"  {terminal.Paint(style, verdict.PadRight(10))} {answer.Gate}: {ForeignText.Line(answer.Reason)}");
            if (verdict is "fail" or "wait" && answer.Remedy is { } remedy)
            {
                writer.WriteLine($"             {remedy}");
            }

            if (answer is { Verdict: GateVerdict.Wait, Until: { } until })
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"             Until {until:u}."));
            }

            if (answer.Override is { } glass)
            {
                writer.WriteLine($"             Overridden by {ForeignText.Line(glass.By)}: {ForeignText.Line(glass.Reason)}");
            }
        }
    }

    /// <summary>A length of time for people: <c>0.4 s</c>, <c>3 min</c>.</summary>
    /// <param name="time">The time.</param>
    public static string Duration(TimeSpan time) =>
        time < TimeSpan.Zero ? "0 s" // a clock was set back
        : time < TimeSpan.FromMinutes(2) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s")
        : time < TimeSpan.FromHours(2) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h");

    /// <summary>What becomes of the data of modules that go; null where they stay as they are.</summary>
    /// <param name="isKept">Whether a backup is made.</param>
    /// <param name="isDeleted">Whether they are deleted.</param>
    public static string? Data(bool isKept, bool isDeleted) => (isKept, isDeleted) switch
    {
        (true, true) => "kept as a backup, then deleted",
        (true, false) => "kept as a backup",
        (false, true) => "deleted, without a backup",
        _ => null,
    };

    private static string Modules(int count) => count == 1 ? "1 module changes" : string.Create(CultureInfo.InvariantCulture, $"{count} modules change");

    private static string Verb(OperationKind kind) => kind switch
    {
        OperationKind.Promote => "promote from",
        OperationKind.Rollback => "roll back to",
        OperationKind.Remove => "take out, starting from",
        OperationKind.Configure => "configure, starting from",
        _ => "apply again",
    };
}
