using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Planning;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild promote</c>: the set that is good in one environment becomes the set of the next.</summary>
internal sealed class PromoteCommand
{
    private readonly Argument<string> _from = ReleaseOptions.Environment("from", $"Where the set comes from: an environment; or '{SetOrigin.Feed}', the newest of the feeds that fit together.");

    private readonly Argument<string> _to = ReleaseOptions.Environment("to", "The environment to which it goes.");

    private readonly Option<string[]> _modules = ModuleArguments.Many("--module", "ID@VERSION", "Only this module, over what runs there, with what it needs. May be repeated.");

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the plan and what all gates say; write nothing." };

    private readonly Option<bool> _noActivate = new("--no-activate") { Description = "Bring the set to its target, and do not switch it on." };

    private readonly Option<bool> _wait = new("--wait") { Description = "Wait where a gate says: not yet." };

    private readonly Option<bool> _graph = new("--mermaid") { Description = "With --dry-run: print the plan as a Mermaid diagram." };

    private readonly Option<string?> _reason = ReleaseOptions.Reason("Why; it stands in the ledger. --override demands it.");

    private readonly OverrideOption _override = new();

    private readonly ApprovalOptions _approval = new();

    private readonly Option<bool> _json = ReleaseOptions.Json("Print what happens as JSON objects, one a line.");

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private readonly SourceOptions _sources = new();

    private PromoteCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new PromoteCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "promote",
            "Makes the set that is good in one environment the set of the next: asks its gates, brings it, asks what runs how it is, and goes back by itself where that is not well.",
            "modulebuild promote dev staging --dry-run",
            "modulebuild promote staging production --module Acme.Orders@1.4.0 --reason \"fixes #812\"",
            "modulebuild promote feed dev --module Acme.Orders@1.4.0")
        {
            _from, _to, _modules, _dryRun, _noActivate, _wait, _graph, _reason, _override.Option, _approval.All, _json, _store, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        if (_approval.IsGiven(parsed) && parsed.GetValue(_dryRun))
        {
            throw new UsageException("--approve signs and goes on, and --dry-run writes nothing. Take one of them.");
        }

        await using var session = ReleaseSession.Open(context, parsed.GetValue(_store));
        var workplace = new Workplace(context, session, _sources);
        var events = new OperationEvents(context, session.Clock, parsed.GetValue(_json)) { IsMermaid = parsed.GetValue(_graph) };
        var (open, findings) = await workplace.OpenAsync(parsed.GetValue(_to)!);
        if (open is null)
        {
            return events.Stop(parsed.GetValue(_to)!, findings);
        }

        var run = new OperationRun(workplace, session, open.Setup, events, context.Cancellation);
        if (_approval.IsGiven(parsed))
        {
            Show(events, open);
            var approved = await _approval.ApproveAsync(context, session, open.Snapshot);
            return approved is null ? await run.ResumeAsync(open.Snapshot.Operation!, parsed.GetValue(_wait)) : events.Stop(open.Setup.Name, [approved]);
        }

        var overrides = _override.Read(parsed, parsed.GetValue(_reason), session, open.Setup);
        return await run.RunAsync(open, now => PlanAsync(parsed, workplace, session, now, overrides, context.Cancellation), new RunOptions(parsed.GetValue(_dryRun), parsed.GetValue(_wait)));
    }

    // Nobody signs what they have not seen.
    private static void Show(OperationEvents events, OpenEnvironment open)
    {
        if (open.Snapshot is { Operation: { } operation, Target: { } target })
        {
            var origin = operation.From is { } from ? FormattableString.Invariant($"{from}, release {operation.FromRelease}")
                : operation.FromRelease is { } release ? FormattableString.Invariant($"release {release}")
                : "the feeds";
            events.Plan(new ShownPlan(
                operation.Kind, open.Setup.Name, origin, target, SetChanges.Between(open.Running, target), [.. open.Setup.Tools.Gates.Select(gate => gate.Name)], operation.Gates)
            {
                Release = open.Snapshot.State.Release,
            });
        }
    }

    private async Task<PlannedOperation> PlanAsync(
        ParseResult parsed, Workplace workplace, ReleaseSession session, OpenEnvironment open, ImmutableArray<GateOverride> overrides, CancellationToken cancellation)
    {
        var origin = await SetOrigin.FindAsync(session, parsed.GetValue(_from)!, cancellation);
        if (origin.Value is not { } source)
        {
            return new PlannedOperation(null, string.Empty, [origin.Problem!]);
        }

        var plan = await workplace.PlanAsync(open.Setup, source, open.Running, Modules(parsed), []);
        return plan.Target is null ? new PlannedOperation(null, source.Text, plan.Findings) : new PlannedOperation(
            new OperationRequest(OperationKind.Promote, plan.Target, session.By)
            {
                Why = parsed.GetValue(_reason),
                From = source.Environment,
                FromRelease = source.Release,
                NoActivate = parsed.GetValue(_noActivate),
                Overrides = overrides,
                Policy = open.Setup.Policy,
            },
            source.Text,
            []);
    }

    private ImmutableArray<NamedModule> Modules(ParseResult parsed) => [.. (parsed.GetValue(_modules) ?? []).Select(Notation.Module)];
}
