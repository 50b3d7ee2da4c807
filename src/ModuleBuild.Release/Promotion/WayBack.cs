using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>The steps that bring the last known good set again, where that may be.</summary>
/// <param name="environment">Name of the environment.</param>
/// <param name="work">What they do outside the store.</param>
/// <param name="clock">The time.</param>
internal sealed class WayBack(string environment, TargetWork work, TimeProvider clock)
{
    /// <summary>
    /// Something failed: turns round, or asks for a person where nobody must go back by himself. Where nothing was to be switched on nothing is taken back either.
    /// </summary>
    /// <param name="held">The operation.</param>
    /// <param name="reason">What failed, as a sentence.</param>
    /// <param name="isBad">Whether the set is to blame.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How far it came; null where the next step follows.</returns>
    public async Task<OperationResult?> BeginAsync(ClaimedOperation held, string reason, bool isBad, CancellationToken cancellation)
    {
        work.Say(held, reason);
        if (held.Operation.NoActivate)
        {
            return await GiveUpAsync(held, $"{reason} Nothing was switched.", cancellation);
        }

        var before = await held.SetAsync(held.Operation.Base, cancellation);
        var good = await held.SetAsync(held.Snapshot.State.LastKnownGood, cancellation);
        var since = await held.SinceGoodAsync(cancellation);
        if (before.Value is null || good.Value is null || since.Value is null)
        {
            return TargetWork.Stopped(held, before.Problem ?? good.Problem ?? since.Problem!);
        }

        // What is known to be good is not bad because its target is: nothing to go back to would be left.
        var isQuarantined = isBad && good.Value.Digest() != held.Operation.Target;
        var barriers = Barriers.Of(good.Value, since.Value);
        var noWayBack = barriers.IsEmpty ? null : Barriers.Explain(barriers, environment, held.Snapshot.State.LastKnownGood!.Value);
        var problem = await held.ChangeAsync(
            now => Acting.Failed(now, held.Guard, reason, before.Value, isQuarantined, noWayBack, clock.GetUtcNow()), cancellation);
        return problem is not null ? TargetWork.Stopped(held, problem)
            : noWayBack is null ? null
            : new OperationResult(held.Snapshot, OperationOutcome.NeedsPerson, [work.Tell(DiagnosticCatalog.NeedsPerson, environment, $"{reason} {noWayBack}")]);
    }

    // The way back would switch the last known good set on, whatever runs, and whatever that migrated.
    private async Task<OperationResult> GiveUpAsync(ClaimedOperation held, string reason, CancellationToken cancellation)
    {
        var release = held.Operation.Release;
        var running = await held.SetAsync(held.Operation.Base, cancellation);
        var problem = running.Value is null
            ? running.Problem
            : await held.ChangeAsync(now => Acting.NotBrought(now, held.Guard, reason, running.Value, clock.GetUtcNow()), cancellation);
        return problem is not null ? TargetWork.Stopped(held, problem)
            : new OperationResult(held.Snapshot, OperationOutcome.RolledBack, [work.Tell(DiagnosticCatalog.ReleaseFailed, release, environment, "was not brought", reason)]);
    }

    /// <summary>Brings the last known good set again.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How far it came; null where the next step follows.</returns>
    public async Task<OperationResult?> RevertAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var good = held.Snapshot.State.LastKnownGood;
        var set = await held.SetAsync(good, cancellation);
        if (set.Value is null)
        {
            return TargetWork.Stopped(held, set.Problem!);
        }

        var (failures, lost) = await work.DeployAsync(held, good ?? 0, set.Value, activate: true, cancellation);
        return lost is not null ? TargetWork.Stopped(held, lost)
            : failures.IsEmpty
            ? await held.ChangeAsync(now => Acting.Reverted(now, held.Guard, clock.GetUtcNow()), cancellation) is { } problem ? TargetWork.Stopped(held, problem) : null
            : await EndAsync(held, isWell: false, failures[0].Message, cancellation);
    }

    /// <summary>Asks it how it is.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<OperationResult?> VerifyAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        if (held.Snapshot.State.LastKnownGood is not { } good)
        {
            return await EndAsync(held, isWell: true, "Nothing ran here before.", cancellation);
        }

        var set = await held.SetAsync(good, cancellation);
        var (verdict, lost) = set.Value is null ? (null, set.Problem) : await work.ProbeAsync(held, good, set.Value, cancellation);
        return verdict is null ? TargetWork.Stopped(held, lost!) : await EndAsync(held, verdict.IsHealthy, verdict.Reason, cancellation);
    }

    private async Task<OperationResult> EndAsync(ClaimedOperation held, bool isWell, string reason, CancellationToken cancellation)
    {
        var operation = held.Operation;
        var what = held.Snapshot.State.Quarantined.Any(quarantine => quarantine.Release == operation.Release) ? "is not healthy" : "was taken back";
        var problem = await held.ChangeAsync(now => Acting.RevertEnded(now, held.Guard, isWell, reason, clock.GetUtcNow()), cancellation);
        return problem is not null ? TargetWork.Stopped(held, problem)
            : isWell ? new OperationResult(held.Snapshot, OperationOutcome.RolledBack, [work.Tell(DiagnosticCatalog.ReleaseFailed, operation.Release, environment, what, operation.Failure)])
            : new OperationResult(held.Snapshot, OperationOutcome.NeedsPerson, [work.Tell(DiagnosticCatalog.NeedsPerson, environment, $"{operation.Failure} {reason}")]);
    }
}
