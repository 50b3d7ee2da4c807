using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>Shows the plan of an operation, opens it, and brings it as far as it goes: what promote, rollback, remove, settings and apply share.</summary>
/// <param name="workplace">Ties the engine to what it works with.</param>
/// <param name="session">The store, and who works with it.</param>
/// <param name="setup">The environment's policy.</param>
/// <param name="events">Where it is told.</param>
/// <param name="cancellation">Stops after the step that is being done.</param>
internal sealed class OperationRun(Workplace workplace, ReleaseSession session, EnvironmentSetup setup, OperationEvents events, CancellationToken cancellation)
{
    private const int MostPlans = 10;

    private readonly GatePreview _gates = new(session, setup.Tools);
    private readonly SetDifferences _differences = new(setup.Evidence);
    private readonly Promoter _promoter = new(session.Environments, setup.Name, setup.Tools, session.Owner, session.Clock, events);
    private string? _told;

    private OperationEnds Ends => field ??= new OperationEnds(session, setup.Name, _promoter, cancellation);

    /// <summary>
    /// Runs it. Where another operation ended between the plan and its beginning, the plan is made again, over what runs then; where one was left
    /// behind by a process that died, that is finished first.
    /// </summary>
    /// <param name="open">The environment.</param>
    /// <param name="plan">Makes the plan.</param>
    /// <param name="options">How.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(OpenEnvironment open, Func<OpenEnvironment, Task<PlannedOperation>> plan, RunOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (options is { Waits: true, IsDryRun: false } && open.Snapshot.Operation is { Phase: not Phase.Waiting })
            {
                var (free, stopped) = await NextTryAsync(Busy(open), attempt, waits: true);
                if (free is null)
                {
                    return End(stopped);
                }

                open = free;
                continue;
            }

            var planned = await plan(open);
            if (planned.Request is not { } request)
            {
                return events.Stop(setup.Name, planned.Findings);
            }

            var shown = await ShowAsync(open, request, planned.Origin, options.IsDryRun);
            if (options.IsDryRun)
            {
                return await JudgeAsync(open, request, shown);
            }

            var refused = await _gates.RefusedSettingsAsync(open, request, cancellation);
            if (!refused.IsEmpty)
            {
                events.Plan(shown with { Answers = (await _gates.AskAsync(open, request, cancellation)).Answers }); // all of them, as wherever something is refused
                return End(refused);
            }

            Tell(shown);
            var begun = await _promoter.BeginAsync(request with { PlannedOn = open.Snapshot.State.Release ?? 0 }, cancellation);
            if (begun.Value is not null)
            {
                return begun.Value.Operation is not null
                    ? await ResumeAsync(begun.Value, options.Waits)
                    : events.End(setup.Name, new OperationResult(begun.Value, OperationOutcome.Succeeded, []));
            }

            var (next, end) = await NextTryAsync(begun.Problem!, attempt, options.Waits);
            if (next is null)
            {
                return End(end);
            }

            open = next;
        }
    }

    // Nobody answers for a process that died, or for an operation that waited and need not any more: whoever comes next finishes that, and then
    // does its own.
    private async Task<(OpenEnvironment? Open, OperationResult End)> NextTryAsync(Finding problem, int attempt, bool waits)
    {
        var stop = new OperationResult(null, null, [problem]);
        if (problem.Descriptor != DiagnosticCatalog.EnvironmentBusy && problem.Descriptor != DiagnosticCatalog.PlanOutOfDate)
        {
            return (null, stop);
        }

        var (open, findings) = await workplace.OpenAsync(setup.Name);
        if (open?.Snapshot.Operation is not { } other)
        {
            return attempt < MostPlans || waits ? (open, stop with { Findings = findings }) : (null, stop);
        }

        if (problem.Descriptor == DiagnosticCatalog.PlanOutOfDate && other.Phase == Phase.Waiting)
        {
            return attempt < MostPlans || waits ? (open, stop) : (null, stop); // whether that is in the way, the new plan tells: a rollback takes its place
        }

        if (Ends.IsLeftBehind(other) || other.Phase == Phase.Waiting)
        {
            var result = await Ends.RunAsync(other.Id, waits);
            if (result.IsWaiting)
            {
                return (null, stop with { Snapshot = result.Snapshot });
            }

            if (result.Outcome is null && !OperationEnds.IsInOtherHands(result))
            {
                return (null, result);
            }
        }
        else if (waits)
        {
            await Ends.WaitForAsync(other.Id);
        }
        else
        {
            return (null, stop);
        }

        (open, findings) = await workplace.OpenAsync(setup.Name);
        return (open, stop with { Findings = findings });
    }

    // The way back must not wait for a feed that does not answer.
    private async Task<ShownPlan> ShowAsync(OpenEnvironment open, OperationRequest request, string origin, bool isDryRun) =>
        new(request.Kind, setup.Name, origin, request.Target, SetChanges.Between(open.Running, request.Target), [.. setup.Tools.Gates.Select(gate => gate.Name)], [])
        {
            Differences = isDryRun || request.Kind == OperationKind.Promote ? await _differences.BetweenAsync(open.Running, request.Target, cancellation) : [],
            Release = open.Snapshot.State.Release,
            BackupData = request.BackupData,
            CleanupData = request.CleanupData,
            Estimate = await session.EstimateAsync(open.Snapshot, request.Kind, cancellation),
        };

    /// <summary>Goes on with an operation that is open.</summary>
    /// <param name="snapshot">The environment, with the operation.</param>
    /// <param name="waits">Whether to wait where it waits.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ResumeAsync(EnvironmentSnapshot snapshot, bool waits)
    {
        var operation = snapshot.Operation!;
        events.Began(snapshot);
        var result = await Ends.RunAsync(operation.Id, waits);
        while (waits && OperationEnds.IsInOtherHands(result))
        {
            result = await Ends.FollowAsync(operation.Id);
        }

        return events.End(setup.Name, result, operation.NoActivate);
    }

    private static Finding Busy(OpenEnvironment open) => Finding.Create(
        DiagnosticCatalog.EnvironmentBusy, new SourceLocation(open.Snapshot.Tip.Branch), open.Setup.Name, $"Operation {open.Snapshot.Operation!.Id} is open.");

    // A plan that has to be made again, and comes out the same, is told once.
    private void Tell(ShownPlan plan)
    {
        var mark = FormattableString.Invariant($"{plan.Release} {plan.Target.Digest()}");
        if (_told != mark)
        {
            events.Plan(plan);
            _told = mark;
        }
    }

    private async Task<int> JudgeAsync(OpenEnvironment open, OperationRequest request, ShownPlan plan)
    {
        var (answers, problem) = await _gates.AskAsync(open, request, cancellation);
        if (problem is not null)
        {
            return End([problem]);
        }

        events.Plan(plan with { Answers = answers });
        return answers.Any(answer => answer is { Verdict: GateVerdict.Fail, Override: null }) ? ExitCode.Findings
            : answers.Any(answer => answer is { Verdict: GateVerdict.Wait, Override: null }) ? ExitCode.Waiting
            : ExitCode.Success;
    }

    private int End(OperationResult result) => result.IsWaiting ? events.End(setup.Name, result) : events.Stop(setup.Name, result.Findings);

    private int End(ImmutableArray<Finding> findings) => events.Stop(setup.Name, findings);
}

/// <summary>How an operation is run.</summary>
/// <param name="IsDryRun">Whether only the plan is made and judged, and nothing is written.</param>
/// <param name="Waits">Whether to wait where a gate says: not yet.</param>
internal sealed record RunOptions(bool IsDryRun, bool Waits);
