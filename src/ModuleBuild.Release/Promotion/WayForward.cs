using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>The steps that bring the target of an operation, and find out how it is.</summary>
/// <param name="work">What they do outside the store.</param>
/// <param name="back">Where they go when they fail.</param>
/// <param name="clock">The time.</param>
internal sealed class WayForward(TargetWork work, WayBack back, TimeProvider clock)
{
    /// <summary>Brings the target.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How far it came; null where the next step follows.</returns>
    public async Task<OperationResult?> ApplyAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var operation = held.Operation;
        var (failures, lost) = await work.DeployAsync(held, operation.Release!.Value, held.Snapshot.Target!, !operation.NoActivate, cancellation);
        if (lost is not null)
        {
            return TargetWork.Stopped(held, lost);
        }

        if (!failures.IsEmpty)
        {
            return await back.BeginAsync(held, failures[0].Message, isBad: false, cancellation);
        }

        return await held.ChangeAsync(now => Acting.Applied(now, held.Guard, clock.GetUtcNow()), cancellation) is { } problem ? TargetWork.Stopped(held, problem)
            : operation.NoActivate ? new OperationResult(held.Snapshot, OperationOutcome.Succeeded, [])
            : null;
    }

    /// <summary>Asks it how it is.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How far it came; null where the next step follows.</returns>
    public async Task<OperationResult?> VerifyAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var (verdict, lost) = await work.ProbeAsync(held, held.Operation.Release!.Value, held.Snapshot.Target!, cancellation);
        if (verdict is null)
        {
            return TargetWork.Stopped(held, lost!);
        }

        if (!verdict.IsHealthy)
        {
            return await back.BeginAsync(held, verdict.Reason, isBad: true, cancellation);
        }

        work.Say(held, verdict.Reason);
        return await held.ChangeAsync(now => Acting.Healthy(now, held.Guard, verdict.Reason, clock.GetUtcNow()), cancellation) is { } problem
            ? TargetWork.Stopped(held, problem)
            : held.Snapshot.Operation is null ? new OperationResult(held.Snapshot, OperationOutcome.Succeeded, [])
            : null;
    }

    /// <summary>Keeps and deletes the data of modules that went, as was asked: nobody writes them any more.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How far it came.</returns>
    public async Task<OperationResult?> CleanUpAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var before = await held.SetAsync(held.Operation.Base, cancellation);
        if (before.Value is null)
        {
            return TargetWork.Stopped(held, before.Problem!);
        }

        var (failures, lost) = await work.CleanUpDataAsync(held, before.Value, cancellation);
        if (lost is not null)
        {
            return TargetWork.Stopped(held, lost);
        }

        var done = (held.Operation.BackupData, held.Operation.CleanupData) switch { (true, true) => "kept and deleted", (true, false) => "kept", _ => "deleted" };
        var reason = failures.IsEmpty ? $"What is left runs well, and the data of what went are {done}." : $"What is left runs well. {string.Join(' ', failures.Select(failure => failure.Message))}";
        return await held.ChangeAsync(now => Acting.CleanedUp(now, held.Guard, reason, clock.GetUtcNow()), cancellation) is { } problem
            ? TargetWork.Stopped(held, problem)
            : new OperationResult(held.Snapshot, OperationOutcome.Succeeded, failures);
    }
}
