using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild status</c>: what runs, and what is open, from anywhere.</summary>
internal sealed class StatusCommand
{
    private readonly Argument<string?> _environment = ReleaseOptions.OptionalEnvironment("The environment. Default: all of them.");

    private readonly Option<bool> _json = ReleaseOptions.Json("Print it as one JSON object.");

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private StatusCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new StatusCommand().ToCommand("modulebuild status");

    /// <summary>The same below <c>env</c>.</summary>
    public static Command CreateForEnvironments() => new StatusCommand().ToCommand("modulebuild env status");

    private Command ToCommand(string words) =>
        new DocumentedCommand("status", "Says what runs in environments, and how far open operations are.", words, $"{words} staging --json")
        {
            _environment, _json, _store,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(_store));
        var all = await Snapshots.ReadAsync(session, context.Parsed.GetValue(_environment), context.Cancellation);
        if (all.Problem is { } problem)
        {
            return context.Report.Write([problem], [], null);
        }

        if (context.Parsed.GetValue(_json))
        {
            context.Terminal.Out.Write(JsonOutput.Of(json => WriteJson(json, all.Value)));
            return ExitCode.Success;
        }

        foreach (var snapshot in all.Value)
        {
            WriteText(context.Terminal, snapshot, session.Clock.GetUtcNow());
        }

        if (all.Value.IsEmpty)
        {
            context.Terminal.Error.WriteLine("The store has no environment. Make one with 'modulebuild env add'.");
        }

        return ExitCode.Success;
    }

    private static void WriteText(Terminal terminal, EnvironmentSnapshot snapshot, DateTimeOffset now)
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
        if (operation.Owner is { } owner)
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    {ForeignText.Line(owner)} works at it{(operation.LeaseUntil < now ? $", and has been silent for longer than its lease: 'modulebuild resume {state.Environment}' goes on" : string.Empty)}"));
        }

        PlanText.WriteAnswers(terminal, terminal.Out, [.. operation.Gates.Where(answer => answer.Verdict != GateVerdict.Pass)]);
    }

    private static void WriteJson(Utf8JsonWriter json, IEnumerable<EnvironmentSnapshot> snapshots)
    {
        json.WriteStartObject();
        json.WriteStartArray("environments");
        foreach (var snapshot in snapshots)
        {
            json.WriteStartObject();
            json.WriteString("name", snapshot.State.Environment);
            json.WriteString("commit", snapshot.Tip.Commit);
            json.WritePropertyName("current");
            json.WriteRawValue(StoreJson.Write(snapshot.State));
            json.WritePropertyName("operation");
            json.WriteRawValue(snapshot.Operation is null ? "null"u8 : StoreJson.Write(snapshot.Operation));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
