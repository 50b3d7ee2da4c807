using System.Globalization;
using ModuleBuild.Cli.Output;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>What runs in an environment, and what is open there, for people.</summary>
internal static class StatusText
{
    /// <summary>Writes it.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="snapshot">The environment.</param>
    /// <param name="now">The time.</param>
    public static void Write(Terminal terminal, EnvironmentSnapshot snapshot, DateTimeOffset now)
    {
        var (state, operation) = (snapshot.State, snapshot.Operation);
        var runs = state.Release is null ? "nothing runs"
            : state.Release == state.LastKnownGood ? state.GoodSince is { } since
                ? string.Create(CultureInfo.InvariantCulture, $"release {state.Release}, known good for {PlanText.Duration(now - since)}")
                : string.Create(CultureInfo.InvariantCulture, $"release {state.Release}, which was good once and is not well: a person has to look")
            : string.Create(CultureInfo.InvariantCulture, $"release {state.Release}, not verified; last known good: {state.LastKnownGood?.ToString(CultureInfo.InvariantCulture) ?? "none"}");
        terminal.Out.WriteLine($"{terminal.Paint(Style.Bold, state.Environment)}: {runs}");
        foreach (var quarantine in state.Quarantined)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  quarantined: release {quarantine.Release}: {ForeignText.Line(quarantine.Reason)} Suspects: {string.Join(", ", quarantine.Suspects)}"));
        }

        if (operation is null)
        {
            return;
        }

        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {operation.Kind.ToString().ToLowerInvariant()} {operation.Id} by {ForeignText.Line(operation.By)}: {operation.Phase}, for {PlanText.Duration(now - operation.PhaseSince)}"));
        if (PlanText.Data(operation.BackupData, operation.CleanupData) is { } data)
        {
            terminal.Out.WriteLine($"    Data of modules that go: {data}");
        }

        if (operation.Owner is { } owner)
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    {ForeignText.Line(owner)} works at it{(Silence.Seems(operation, now) ? $", and seems to have been silent for longer than its lease: 'modulebuild resume {state.Environment}' goes on" : string.Empty)}"));
        }

        PlanText.WriteAnswers(terminal, terminal.Out, [.. operation.Gates.Where(answer => answer.Verdict != GateVerdict.Pass)]);
    }

    /// <summary>Writes what is known of its target.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="target">The target.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="folder">The folder in which the command runs.</param>
    public static void WriteTarget(Terminal terminal, TargetState target, string environment, string folder)
    {
        var place = target.Path is null ? "its target" : Path.GetRelativePath(folder, target.Path);
        terminal.Out.WriteLine(target.Word switch
        {
            "same" => $"  {place} holds what the store says",
            "changing" => $"  {place} is not compared: a set is being brought",
            "drifted" => $"  {place} is not what the store says; 'modulebuild env apply {environment}' brings it again:",
            _ => $"  {place} cannot be compared: {target.Reason}",
        });
        foreach (var difference in target.Differences)
        {
            terminal.Out.WriteLine($"    {ForeignText.Line(difference.Text)}");
        }
    }
}
