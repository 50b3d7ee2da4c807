using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>
/// What an operation does, as it happens: a line each for people, on standard error; with <c>--json</c> one JSON object a line for programs,
/// on standard output.
/// </summary>
/// <param name="context">The command.</param>
/// <param name="clock">The time.</param>
/// <param name="isJson">Whether programs read it.</param>
internal sealed class OperationEvents(CommandContext context, TimeProvider clock, bool isJson) : IProgress<PromotionProgress>
{
    // As in all JSON of this program: quotes and umlauts stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether plans are printed as diagrams.</summary>
    public bool IsMermaid { get; init; }

    // A probe may say the same every second; people read it once.
    private string? _lastSaid;

    /// <inheritdoc/>
    public void Report(PromotionProgress value)
    {
        if (isJson)
        {
            Write("progress", json =>
            {
                json.WriteString("operation", value.Operation);
                json.WriteString("phase", JsonNamingPolicy.CamelCase.ConvertName(value.Phase.ToString()));
                json.WriteString("text", value.Text);
                if (!value.Gates.IsEmpty)
                {
                    json.WriteStartArray("gates");
                    foreach (var answer in value.Gates)
                    {
                        PlanJson.WriteAnswer(json, answer);
                    }

                    json.WriteEndArray();
                }
            });
        }
        else if (value.Gates.IsEmpty)
        {
            if (value.Text == _lastSaid)
            {
                return;
            }

            _lastSaid = value.Text;
            var lines = value.Text.Split('\n');
            context.Terminal.Error.WriteLine($"  {lines[0].TrimEnd('.', ':')}{(lines.Length > 1 ? ':' : '.')}");
            foreach (var line in lines.Skip(1))
            {
                context.Terminal.Error.WriteLine($"    | {ForeignText.Line(line)}");
            }
        }
        else
        {
            PlanText.WriteAnswers(context.Terminal, context.Terminal.Error, [.. value.Gates.Where(answer => GateFindings.VerdictOf(answer) != "pass")]);
        }
    }

    /// <summary>Tells of the plan.</summary>
    /// <param name="plan">The plan.</param>
    public void Plan(ShownPlan plan)
    {
        if (isJson)
        {
            Write("plan", json =>
            {
                json.WritePropertyName("plan");
                PlanJson.Write(json, plan);
            });
        }
        else if (IsMermaid)
        {
            context.Terminal.Out.Write(PlanMermaid.Of(plan));
        }
        else
        {
            PlanText.Write(context.Terminal, context.Terminal.Out, plan);
        }
    }

    /// <summary>Tells that the operation is open, and how to ask for it.</summary>
    /// <param name="snapshot">The environment, with the operation.</param>
    public void Began(EnvironmentSnapshot snapshot)
    {
        var (operation, environment) = (snapshot.Operation!, snapshot.State.Environment);
        var question = $"modulebuild status {environment}";
        if (isJson)
        {
            Write("began", json =>
            {
                json.WriteString("operation", operation.Id);
                json.WriteString("environment", environment);
                json.WriteString("status", question);
                LedgerJson.WriteHead(json, snapshot.Head);
            });
        }
        else
        {
            context.Terminal.Out.WriteLine($"Operation {operation.Id}. Ask for it from anywhere with '{question}'.");
            context.Terminal.Out.Flush();
        }
    }

    /// <summary>Tells why nothing was begun.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="findings">Why.</param>
    /// <returns>The exit code that it means.</returns>
    public int Stop(string environment, ImmutableArray<Finding> findings) =>
        isJson ? End(environment, new OperationResult(null, null, findings)) : context.Report.Write([.. findings], [], null);

    /// <summary>Tells how far it came.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="result">How far.</param>
    /// <param name="isOnlyBrought">Whether the set was not to be switched on.</param>
    /// <returns>The exit code that it means.</returns>
    public int End(string environment, OperationResult result, bool isOnlyBrought = false)
    {
        var state = result.Snapshot?.State;
        if (isJson)
        {
            Write("end", json =>
            {
                json.WriteString("environment", environment);
                json.WriteString("outcome", result.Outcome is { } outcome ? JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()) : result.IsWaiting ? "waiting" : "stopped");
                WriteNumber(json, "release", state?.Release);
                WriteNumber(json, "lastKnownGood", state?.LastKnownGood);
                json.WriteStartArray("findings");
                foreach (var finding in result.Findings)
                {
                    FindingFormats.WriteJson(json, ShownPaths.Shorten(finding, context.CurrentFolder));
                }

                json.WriteEndArray();
                if (result.Snapshot is { } snapshot)
                {
                    LedgerJson.WriteHead(json, snapshot.Head);
                }
            });
        }
        else
        {
            context.Report.Write([.. result.Findings], [], null);
            context.Terminal.Out.WriteLine((isOnlyBrought, result.Outcome) switch
            {
                (true, OperationOutcome.Succeeded) => $"{environment} has the set, which was brought and not switched on.",
                (true, OperationOutcome.RolledBack) => $"{environment} runs what it ran: the set could not be brought, and nothing was switched.",
                _ => Sentence(environment, result),
            });
        }

        return result.Outcome == OperationOutcome.Succeeded && result.Findings.IsEmpty ? ExitCode.Success : result.IsWaiting ? ExitCode.Waiting : ExitCode.Findings;
    }

    private static string Sentence(string environment, OperationResult result) => (result.Outcome, result.Snapshot?.State) switch
    {
        (OperationOutcome.Succeeded, { } state) => FormattableString.Invariant($"{environment} runs release {state.Release}."),
        (OperationOutcome.Refused, _) => $"{environment} is as it was: gates refused. All of them were asked; nothing was touched.",
        (OperationOutcome.Cancelled, _) => $"{environment} is as it was: the operation was taken back.",
        (OperationOutcome.RolledBack, { LastKnownGood: { } good }) => FormattableString.Invariant($"{environment} was rolled back, and runs release {good} again."),
        (OperationOutcome.RolledBack, _) => $"{environment} was rolled back to nothing, as it was before.",
        (OperationOutcome.NeedsPerson, _) => $"{environment} needs a person: what runs there is not known to be well, and nothing goes on by itself.",
        (null, _) when result.IsWaiting => $"{environment} waits. Run 'modulebuild resume {environment}' when the time has come, or wait with --wait.",
        _ => $"{environment}: this process stopped before the end; 'modulebuild resume {environment}' goes on.",
    };

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void Write(string kind, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", kind);
            json.WriteString("at", clock.GetUtcNow());
            write(json);
            json.WriteEndObject();
        }

        context.Terminal.Out.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        context.Terminal.Out.Flush();
    }
}
