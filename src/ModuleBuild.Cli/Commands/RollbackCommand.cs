using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Planning;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild rollback</c>: an earlier release becomes the current one again.</summary>
internal sealed class RollbackCommand
{
    private readonly Argument<string> _environment = ReleaseOptions.Environment("environment", "The environment.");

    private readonly Option<int?> _to = new("--to") { Description = "Number of the release. Default: the last known good one, or the one before it where that runs.", HelpName = "N" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the plan and what all gates say; write nothing." };

    private readonly Option<bool> _wait = new("--wait") { Description = "Wait where a gate says: not yet." };

    private readonly Option<string?> _reason = ReleaseOptions.Reason("Why; it stands in the ledger. --override demands it.");

    private readonly OverrideOption _override = new();

    private readonly Option<bool> _json = ReleaseOptions.Json("Print what happens as JSON objects, one a line.");

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private readonly SourceOptions _sources = new();

    private RollbackCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new RollbackCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "rollback",
            "Makes an earlier release the current one again, settings and all, as a new release. It takes the place of an operation that only waits.",
            "modulebuild rollback production --reason \"orders get lost\"",
            "modulebuild rollback staging --to 7 --dry-run")
        {
            _environment, _to, _dryRun, _wait, _reason, _override.Option, _json, _store, _sources.All,
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

        var overrides = _override.Read(parsed, parsed.GetValue(_reason), session, open.Setup);
        return await new OperationRun(workplace, session, open.Setup, events, context.Cancellation)
            .RunAsync(open, now => PlanAsync(parsed, session, now, overrides, context.Cancellation), new RunOptions(parsed.GetValue(_dryRun), parsed.GetValue(_wait)));
    }

    private async Task<PlannedOperation> PlanAsync(
        ParseResult parsed, ReleaseSession session, OpenEnvironment open, ImmutableArray<GateOverride> overrides, CancellationToken cancellation)
    {
        var target = await RollbackTarget.FindAsync(session.Environments, open.Snapshot, parsed.GetValue(_to), cancellation);
        return target.Value is not { } release ? new PlannedOperation(null, string.Empty, [target.Problem!]) : new PlannedOperation(
            new OperationRequest(OperationKind.Rollback, release.ToSet(), session.By)
            {
                Why = parsed.GetValue(_reason),
                FromRelease = release.Number,
                Overrides = overrides,
                Policy = open.Setup.Policy,
            },
            FormattableString.Invariant($"release {release.Number}"),
            []);
    }
}
