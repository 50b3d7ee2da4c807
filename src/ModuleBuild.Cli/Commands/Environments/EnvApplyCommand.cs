using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env apply</c>: brings to a target what the store says that it runs.</summary>
internal sealed class EnvApplyCommand
{
    private readonly Argument<string> _environment = ReleaseOptions.Environment("environment", "The environment.");

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the plan and what all gates say; write nothing." };

    private readonly Option<string?> _reason = ReleaseOptions.Reason("Why; it stands in the ledger.");

    private readonly Option<bool> _json = ReleaseOptions.Json("Print what happens as JSON objects, one a line.");

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private readonly SourceOptions _sources = new();

    private EnvApplyCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new EnvApplyCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "apply",
            "Rebuilds a lost or drifted target: brings the current set again, from the store and the feeds, and asks what runs how it is.",
            "modulebuild env apply staging --reason \"new disk\"")
        {
            _environment, _dryRun, _reason, _json, _store, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        await using var session = ReleaseSession.Open(context, parsed.GetValue(_store));
        var workplace = new Workplace(context, session, _sources);
        var events = new OperationEvents(context, session.Clock, parsed.GetValue(_json));
        var (open, findings) = await workplace.OpenAsync(parsed.GetValue(_environment)!);
        if (open is null)
        {
            return events.Stop(parsed.GetValue(_environment)!, findings);
        }

        return await new OperationRun(workplace, session, open.Setup, events, context.Cancellation)
            .RunAsync(open, now => Task.FromResult(Plan(parsed, session, now)), new RunOptions(parsed.GetValue(_dryRun), Waits: false));
    }

    private PlannedOperation Plan(ParseResult parsed, ReleaseSession session, OpenEnvironment open) => open.Snapshot.State.Release is { } release
        ? new PlannedOperation(
            new OperationRequest(OperationKind.Apply, open.Running, session.By) { Why = parsed.GetValue(_reason), FromRelease = release, Policy = open.Setup.Policy },
            FormattableString.Invariant($"release {release}"),
            [])
        : throw new UsageException($"Nothing runs in '{open.Setup.Name}', so there is nothing to apply.");
}
