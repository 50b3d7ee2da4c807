using System.CommandLine;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Commands;

/// <summary>
/// <c>modulebuild status</c>: what runs, and what is open, from anywhere; <c>modulebuild env status</c>: where sets are brought, also whether that is
/// what is there.
/// </summary>
internal sealed class StatusCommand
{
    private readonly Argument<string?> _environment = ReleaseOptions.OptionalEnvironment("The environment. Default: all of them.");

    private readonly Option<bool> _check = new("--check") { Description = "End with 1 where a target is not what the store says." };

    private readonly Option<bool> _json = ReleaseOptions.Json("Print it as one JSON object.");

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private readonly bool _looksAtTargets;

    private StatusCommand(bool looksAtTargets) => _looksAtTargets = looksAtTargets;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var status = new StatusCommand(looksAtTargets: false);
        return new DocumentedCommand("status", "Says what runs in environments, and how far open operations are. Only the store is asked.", "modulebuild status", "modulebuild status staging --json")
        {
            status._environment, status._json, status._store,
        }.Runs(status.RunAsync);
    }

    /// <summary>The command below <c>env</c>.</summary>
    public static Command CreateForEnvironments()
    {
        var status = new StatusCommand(looksAtTargets: true);
        return new DocumentedCommand(
            "status",
            "Says what runs in environments, how far open operations are, and whether folders of targets hold what the store says.",
            "modulebuild env status",
            "modulebuild env status staging --check")
        {
            status._environment, status._check, status._json, status._store,
        }.Runs(status.RunAsync);
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(_store));
        var all = await Snapshots.ReadAsync(session, context.Parsed.GetValue(_environment), context.Cancellation);
        if (all.Problem is { } problem)
        {
            return context.Report.Write([problem], [], null);
        }

        var states = new List<ShownEnvironment>();
        foreach (var snapshot in all.Value)
        {
            var target = _looksAtTargets ? await TargetState.OfAsync(session, snapshot, context.Cancellation) : null;
            var running = snapshot.State.Release is { } number ? (await session.Environments.ReadReleaseAsync(snapshot, number, context.Cancellation)).Value : null;
            states.Add(new ShownEnvironment(snapshot, running, target));
        }

        Write(context, states, session.Clock.GetUtcNow());
        return context.Parsed.GetValue(_check) ? Check(context, states) : ExitCode.Success;
    }

    private void Write(CommandContext context, List<ShownEnvironment> states, DateTimeOffset now)
    {
        if (context.Parsed.GetValue(_json))
        {
            context.Terminal.Out.Write(JsonOutput.Of(json => WriteJson(json, states, now)));
            return;
        }

        foreach (var (snapshot, _, target) in states)
        {
            StatusText.Write(context.Terminal, snapshot, now);
            if (target is not null)
            {
                StatusText.WriteTarget(context.Terminal, target, snapshot.State.Environment, context.CurrentFolder);
            }
        }

        if (states.Count == 0)
        {
            context.Terminal.Error.WriteLine("The store has no environment. Make one with 'modulebuild env add'.");
        }
    }

    // Standard output has the answer already; findings are for those who watch a job.
    private static int Check(CommandContext context, List<ShownEnvironment> states) =>
        context.ErrorReport.Write([.. states.SelectMany(state => state.Target!.Findings(state.Snapshot.State.Environment))], [], null);

    private static void WriteJson(Utf8JsonWriter json, List<ShownEnvironment> states, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteStartArray("environments");
        foreach (var (snapshot, running, target) in states)
        {
            json.WriteStartObject();
            json.WriteString("name", snapshot.State.Environment);
            json.WriteString("commit", snapshot.Tip.Commit);
            LedgerJson.WriteHead(json, snapshot.Head);
            json.WritePropertyName("current");
            JsonOutput.Copy(json, StoreJson.Write(snapshot.State));
            WriteRunning(json, running);
            json.WritePropertyName("operation");
            JsonOutput.Copy(json, snapshot.Operation is null ? "null"u8 : StoreJson.Write(snapshot.Operation));
            if (snapshot.Operation is { Phase: not Phase.Waiting } operation)
            {
                json.WriteBoolean("seemsLeft", Silence.Seems(operation, now));
            }

            if (target is not null)
            {
                WriteTarget(json, target);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What brought it, and by whose policy; the set itself is what 'env show' is for.
    private static void WriteRunning(Utf8JsonWriter json, EnvironmentRelease? running)
    {
        if (running is null)
        {
            json.WriteNull("running");
            return;
        }

        json.WriteStartObject("running");
        json.WriteString("operation", running.Operation);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(running.Kind.ToString()));
        json.WriteString("digest", running.Digest);
        json.WriteString("policyCommit", running.Policy?.Commit);
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, TargetState target)
    {
        json.WriteStartObject("target");
        json.WriteString("state", target.Word);
        json.WriteString("path", target.Path);
        json.WriteString("reason", target.Reason);
        json.WriteStartArray("differences");
        foreach (var difference in target.Differences)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(difference.Kind.ToString()));
            json.WriteString("module", difference.Module);
            json.WriteString("text", difference.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record ShownEnvironment(EnvironmentSnapshot Snapshot, EnvironmentRelease? Running, TargetState? Target);
}
