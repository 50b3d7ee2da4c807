using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>
/// Brings operations from where they are to their end: gates, apply, verify, and the way back where that fails. Each step is done first and
/// recorded then, in one commit; a process that dies between the two leaves an operation that the next one resumes, and each step can be
/// done twice without harm. See <c>docs/promotion.md</c>.
/// </summary>
/// <param name="store">Where environments are.</param>
/// <param name="environment">Name of the environment.</param>
/// <param name="tools">What its policy chose.</param>
/// <param name="owner">Name of this process, which no other uses.</param>
/// <param name="clock">The time.</param>
/// <param name="progress">Told what happens; or null.</param>
public sealed class Promoter(
    EnvironmentStore store, string environment, EnvironmentTools tools, string owner, TimeProvider clock, IProgress<PromotionProgress>? progress)
{
    private readonly StepRunner _steps = new(clock);
    private readonly GateRound _gates = new(store, tools.Gates, clock);

    /// <summary>Opens an operation, and takes it on at once, or joins the one that asks for the same.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The environment with the open operation; without one where what is asked for runs already.</returns>
    public Task<SourceAnswer<EnvironmentSnapshot>> BeginAsync(OperationRequest request, CancellationToken cancellation) =>
        store.ChangeAsync(
            environment,
            null,
            async snapshot =>
            {
                var running = await store.ReadSetAsync(snapshot, snapshot.State.Release, cancellation);
                return running.Value is null
                    ? SourceAnswer.Failed<Decision>(running.Problem!)
                    : SourceAnswer.Of(Take(snapshot, Beginning.Begin(snapshot, request, running.Value, clock.GetUtcNow())));
            },
            cancellation);

    // In one commit: an operation that nobody holds looks as if its process had died.
    private Decision Take(EnvironmentSnapshot snapshot, Decision decision) =>
        decision is Transition { Operation: { } operation } begun
        && Claiming.Claim(snapshot with { State = begun.State, Operation = operation, Target = begun.Target }, operation.Id, owner, tools.Lease, clock.GetUtcNow()) is Transition claimed
            ? claimed with { Events = [.. begun.Events, .. claimed.Events] }
            : decision;

    /// <summary>Takes an operation on, and brings it as far as it goes: to its end, or to where it waits.</summary>
    /// <param name="id">Id of the operation.</param>
    /// <param name="cancellation">Stops after the step that is being done; the next run goes on from there.</param>
    public async Task<OperationResult> RunAsync(string id, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        using var activity = ReleaseTelemetry.Start(environment, id);
        var result = await WorkAsync(id, cancellation);
        ReleaseTelemetry.End(activity, environment, result, clock.GetElapsedTime(start));
        return result;
    }

    private async Task<OperationResult> WorkAsync(string id, CancellationToken cancellation)
    {
        var claimed = await store.ChangeAsync(environment, snapshot => Claiming.Claim(snapshot, id, owner, tools.Lease, clock.GetUtcNow()), cancellation);
        if (claimed.Value is null)
        {
            return new OperationResult(null, null, [claimed.Problem!]);
        }

        var held = new ClaimedOperation(store, claimed.Value, tools.Lease, clock);
        while (true)
        {
            Say(held, StepPlan.Of(held.Operation.Phase).Title);
            var result = held.Operation.Phase switch
            {
                Phase.Requested or Phase.Waiting => await JudgeAsync(held, cancellation),
                Phase.Applying => await ApplyAsync(held, cancellation),
                Phase.Verifying => await VerifyAsync(held, cancellation),
                Phase.Reverting => await RevertAsync(held, cancellation),
                _ => await VerifyRevertAsync(held, cancellation),
            };
            if (result is not null)
            {
                return result with { Gates = held.Gates };
            }
        }
    }

    private async Task<OperationResult?> JudgeAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var running = await held.SetAsync(held.Snapshot.State.Release, cancellation);
        var input = running.Value is null ? default : await _gates.InputAsync(held.Snapshot, running.Value, cancellation);
        if (input.Value is null)
        {
            return Stopped(held, running.Problem ?? input.Problem!);
        }

        ImmutableArray<GateAnswer> answers = [];
        var (late, lost) = await held.HoldAsync(
            token => _steps.RunAsync(
                StepPlan.Of(Phase.Requested),
                async again =>
                {
                    answers = await _gates.AskAsync(input.Value, again);
                    return [];
                },
                null,
                token),
            cancellation);
        if ((lost ?? (late.IsDefaultOrEmpty ? null : late[0]) ?? await held.ChangeAsync(now => Judging.Judge(now, held.Guard, answers, running.Value!, clock.GetUtcNow(), tools.Policy), cancellation)) is { } problem)
        {
            return Stopped(held, problem);
        }

        held.Gates = answers;
        progress?.Report(new PromotionProgress(input.Value.Operation.Id, Phase.Requested, "All gates were asked.") { Gates = answers });
        return held.Snapshot.Operation switch
        {
            null => new OperationResult(held.Snapshot, OperationOutcome.Refused, GateFindings.Of(environment, answers)),
            { Phase: Phase.Waiting } => new OperationResult(held.Snapshot, null, []),
            _ => null,
        };
    }

    private async Task<OperationResult?> ApplyAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var operation = held.Operation;
        var failures = await DeployAsync(held, operation.Release!.Value, held.Snapshot.Target!, !operation.NoActivate, cancellation);
        if (failures.Any(failure => failure.Descriptor == DiagnosticCatalog.OperationOvertaken))
        {
            return Stopped(held, failures[0]);
        }

        if (!failures.IsEmpty)
        {
            return await FailAsync(held, failures[0].Message, isBad: false, cancellation);
        }

        return await held.ChangeAsync(now => Acting.Applied(now, held.Guard, clock.GetUtcNow()), cancellation) is { } problem ? Stopped(held, problem)
            : operation.NoActivate ? new OperationResult(held.Snapshot, OperationOutcome.Succeeded, [])
            : null;
    }

    private async Task<OperationResult?> VerifyAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var (verdict, lost) = await ProbeAsync(held, held.Operation.Release!.Value, held.Snapshot.Target!, cancellation);
        if (verdict is null)
        {
            return Stopped(held, lost!);
        }

        if (!verdict.IsHealthy)
        {
            return await FailAsync(held, verdict.Reason, isBad: true, cancellation);
        }

        Say(held, verdict.Reason);
        return await held.ChangeAsync(now => Acting.Healthy(now, held.Guard, verdict.Reason, clock.GetUtcNow()), cancellation) is { } problem
            ? Stopped(held, problem)
            : new OperationResult(held.Snapshot, OperationOutcome.Succeeded, []);
    }

    private async Task<OperationResult?> FailAsync(ClaimedOperation held, string reason, bool isBad, CancellationToken cancellation)
    {
        Say(held, reason);
        var before = await held.SetAsync(held.Operation.Base, cancellation);
        var good = await held.SetAsync(held.Snapshot.State.LastKnownGood, cancellation);
        if (before.Value is null || good.Value is null)
        {
            return Stopped(held, before.Problem ?? good.Problem!);
        }

        // What is known to be good is not bad because its target is: nothing to go back to would be left.
        var isQuarantined = isBad && good.Value.Digest() != held.Operation.Target;
        var problem = await held.ChangeAsync(now => Acting.Failed(now, held.Guard, reason, before.Value, isQuarantined, clock.GetUtcNow()), cancellation);
        return problem is null ? null : Stopped(held, problem);
    }

    private async Task<OperationResult?> RevertAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var good = held.Snapshot.State.LastKnownGood;
        var set = await held.SetAsync(good, cancellation);
        if (set.Value is null)
        {
            return Stopped(held, set.Problem!);
        }

        var failures = await DeployAsync(held, good ?? 0, set.Value, activate: true, cancellation);
        if (failures.Any(failure => failure.Descriptor == DiagnosticCatalog.OperationOvertaken))
        {
            return Stopped(held, failures[0]);
        }

        return failures.IsEmpty
            ? await held.ChangeAsync(now => Acting.Reverted(now, held.Guard, clock.GetUtcNow()), cancellation) is { } problem ? Stopped(held, problem) : null
            : await EndRevertAsync(held, isWell: false, failures[0].Message, cancellation);
    }

    private async Task<OperationResult?> VerifyRevertAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        if (held.Snapshot.State.LastKnownGood is not { } good)
        {
            return await EndRevertAsync(held, isWell: true, "Nothing ran here before.", cancellation);
        }

        var set = await held.SetAsync(good, cancellation);
        var (verdict, lost) = set.Value is null ? (null, set.Problem) : await ProbeAsync(held, good, set.Value, cancellation);
        return verdict is null ? Stopped(held, lost!) : await EndRevertAsync(held, verdict.IsHealthy, verdict.Reason, cancellation);
    }

    private async Task<OperationResult> EndRevertAsync(ClaimedOperation held, bool isWell, string reason, CancellationToken cancellation)
    {
        var operation = held.Operation;
        var problem = await held.ChangeAsync(now => Acting.RevertEnded(now, held.Guard, isWell, reason, clock.GetUtcNow()), cancellation);
        return problem is not null ? Stopped(held, problem)
            : isWell ? new OperationResult(held.Snapshot, OperationOutcome.RolledBack, [Tell(DiagnosticCatalog.ReleaseUnhealthy, operation.Release, environment, operation.Failure)])
            : new OperationResult(held.Snapshot, OperationOutcome.NeedsPerson, [Tell(DiagnosticCatalog.NeedsPerson, environment, $"{operation.Failure} {reason}")]);
    }

    private async Task<ImmutableArray<Finding>> DeployAsync(ClaimedOperation held, int release, ModuleSet set, bool activate, CancellationToken cancellation)
    {
        var state = held.Snapshot.State;
        ImmutableArray<int> keep = [.. new[] { release, state.Release ?? 0, state.LastKnownGood ?? 0 }.Distinct().Where(number => number > 0).Order()];
        var plan = StepPlan.Of(held.Operation.Phase).Lasting(tools.DeployTimeout);
        var (failures, lost) = await held.HoldAsync(
            token => _steps.RunAsync(
                plan,
                again => tools.Deployer.DeployAsync(new DeployRequest(environment, release, set, held.Operation.Id, held.Operation.Fence, keep, activate), again),
                new Sentences(text => Say(held, text)),
                token),
            cancellation);
        return lost is null ? failures : [lost];
    }

    private async Task<(HealthVerdict? Verdict, Finding? Lost)> ProbeAsync(ClaimedOperation held, int release, ModuleSet set, CancellationToken cancellation) =>
        tools.Probe is null
            ? (new HealthVerdict(true, "The policy names no health probe."), null)
            : await held.HoldAsync(token => tools.Probe.AskAsync(release, set, new Sentences(text => Say(held, text)), token), cancellation);

    private void Say(ClaimedOperation held, string text) => progress?.Report(new PromotionProgress(held.Operation.Id, held.Operation.Phase, text));

    private Finding Tell(DiagnosticDescriptor descriptor, params object?[] arguments) =>
        Finding.Create(descriptor, new SourceLocation(StorePaths.BranchOf(environment)), arguments);

    private static OperationResult Stopped(ClaimedOperation held, Finding problem) => new(held.Snapshot, null, [problem]);
}
