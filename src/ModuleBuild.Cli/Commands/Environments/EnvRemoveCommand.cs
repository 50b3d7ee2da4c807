using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env remove</c>: takes modules out of an environment.</summary>
internal sealed class EnvRemoveCommand
{
    private readonly Argument<string> _environment = ReleaseOptions.Environment("environment", "The environment.");

    private readonly Argument<string[]> _ids = ModuleArguments.Ids("The modules.");

    private readonly Option<bool> _backup = new("--backup-data") { Description = "Keep the modules' data, data/ID of the target folder, as backups/ID-RELEASE.zip." };

    private readonly Option<bool> _cleanup = new("--cleanup-data") { Description = "Delete the modules' data when they are gone." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the plan and what all gates say; write nothing." };

    private readonly Option<string?> _reason = ReleaseOptions.Reason("Why; it stands in the ledger.");

    private readonly Option<bool> _json = ReleaseOptions.Json("Print what happens as JSON objects, one a line.");

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private readonly SourceOptions _sources = new();

    private EnvRemoveCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new EnvRemoveCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "remove",
            "Takes modules out of an environment, the way of every release. Modules that need them block it, and are named.",
            "modulebuild env remove staging Acme.Orders --backup-data --cleanup-data")
        {
            _environment, _ids, _backup, _cleanup, _dryRun, _reason, _json, _store, _sources.All,
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

        string[] ids = [.. (parsed.GetValue(_ids) ?? []).Select(id => open.Running.Find(id)?.Id ?? id)]; // folders of data are named as the set names the modules
        if (ids.Length == 0)
        {
            throw new UsageException("Name the modules that are to go.");
        }

        var data = new ModuleDataFolders(open.Setup.DataRoot, parsed.GetValue(_backup), parsed.GetValue(_cleanup));
        var isDryRun = parsed.GetValue(_dryRun);
        var code = await new OperationRun(workplace, session, open.Setup, events, context.Cancellation)
            .RunAsync(open, now => PlanAsync(parsed, workplace, session, now, ids, isDryRun ? null : data), new RunOptions(isDryRun, Waits: false));
        return code == ExitCode.Success && !isDryRun && data.CleanUp(ids) is { } left ? context.ErrorReport.Write([left], [], null) : code;
    }

    private async Task<PlannedOperation> PlanAsync(ParseResult parsed, Workplace workplace, ReleaseSession session, OpenEnvironment open, string[] ids, ModuleDataFolders? data)
    {
        var plan = await workplace.PlanAsync(open.Setup, new SetOrigin("what runs there", open.Running), open.Running, [], [.. ids]);
        var failed = plan.Target is null ? null : data?.BackUp(ids, open.Snapshot.State.Release);
        return plan.Target is null || failed is not null
            ? new PlannedOperation(null, string.Empty, failed is null ? plan.Findings : [failed])
            : new PlannedOperation(
                new OperationRequest(OperationKind.Remove, plan.Target, session.By) { Why = parsed.GetValue(_reason), FromRelease = open.Snapshot.State.Release, Policy = open.Setup.Policy },
                FormattableString.Invariant($"release {open.Snapshot.State.Release}"),
                []);
    }
}
