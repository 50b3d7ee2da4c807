using System.Collections.Immutable;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>What follows from what deployer and probe did.</summary>
public static class Acting
{
    /// <summary>The deployer has brought the release.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="guard">What must still be true.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision Applied(EnvironmentSnapshot snapshot, Guard guard, DateTimeOffset now)
    {
        if (!guard.Holds(snapshot.Operation) || guard.Phase != Phase.Applying)
        {
            return Claiming.Overtaken(guard);
        }

        var operation = snapshot.Operation! with { Phase = Phase.Verifying, PhaseSince = now };
        var applied = Events.Of(operation, LedgerEventKind.Applied, operation.Owner!, now);
        if (operation.NoActivate)
        {
            var brought = snapshot with { Operation = operation };
            return Closing.Close(brought, OperationOutcome.Succeeded, "The set was brought, and not switched on.", snapshot.State, now, [applied]);
        }

        return new Transition(snapshot.State with { Release = operation.Release }, operation, snapshot.Target, [applied]);
    }

    /// <summary>The release is well. Where data are to be kept or deleted that comes next: from here on nothing goes back.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="guard">What must still be true.</param>
    /// <param name="reason">What the probe answered.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision Healthy(EnvironmentSnapshot snapshot, Guard guard, string reason, DateTimeOffset now)
    {
        if (!guard.Holds(snapshot.Operation) || guard.Phase != Phase.Verifying)
        {
            return Claiming.Overtaken(guard);
        }

        var state = snapshot.State with { LastKnownGood = snapshot.Operation!.Release, GoodSince = now };
        if (snapshot.Operation is { BackupData: false, CleanupData: false })
        {
            return Closing.Close(snapshot, OperationOutcome.Succeeded, reason, state, now);
        }

        var operation = snapshot.Operation with { Phase = Phase.CleaningUp, PhaseSince = now };
        return new Transition(state, operation, snapshot.Target, [Events.Of(operation, LedgerEventKind.Verified, operation.Owner!, now) with { Why = reason }]);
    }

    /// <summary>The data of modules that went are kept and deleted, as far as they could be.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="guard">What must still be true.</param>
    /// <param name="reason">What was done, as a sentence.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision CleanedUp(EnvironmentSnapshot snapshot, Guard guard, string reason, DateTimeOffset now) =>
        guard.Holds(snapshot.Operation) && guard.Phase == Phase.CleaningUp
            ? Closing.Close(snapshot, OperationOutcome.Succeeded, reason, snapshot.State, now)
            : Claiming.Overtaken(guard);

    /// <summary>
    /// The deployer could not bring the release, or the release is not well: it is quarantined, and the way back begins. Where what ran migrated data
    /// that the last known good set cannot read then, nobody goes back by himself: the operation ends, and asks for a person. Its release counts as what runs
    /// then, also where it failed on its way: it may have run for a moment, and whatever comes next has to ask who answers for the data.
    /// </summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="guard">What must still be true.</param>
    /// <param name="reason">What went wrong, as a sentence.</param>
    /// <param name="running">The set that ran before.</param>
    /// <param name="isBad">Whether the set is to blame; else only its way here, and it is not quarantined.</param>
    /// <param name="noWayBack">Why the last known good set must not run again, as sentences; null where it may.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision Failed(EnvironmentSnapshot snapshot, Guard guard, string reason, ModuleSet running, bool isBad, string? noWayBack, DateTimeOffset now)
    {
        if (!guard.Holds(snapshot.Operation) || guard.Phase is not (Phase.Applying or Phase.Verifying))
        {
            return Claiming.Overtaken(guard);
        }

        var operation = snapshot.Operation! with { Phase = Phase.Reverting, PhaseSince = now, Failure = reason };
        ImmutableArray<ModuleChange> changes = SetChanges.Between(running, snapshot.Target!);
        var state = !isBad ? snapshot.State : snapshot.State with
        {
            Quarantined =
            [
                .. snapshot.State.Quarantined.Where(quarantine => quarantine.Digest != operation.Target),
                new Quarantine(
                    operation.Target, operation.Release!.Value, reason, [.. changes.Where(change => change.To is not null).Select(change => $"{change.Id} {change.To}")], now),
            ],
        };
        ImmutableArray<LedgerEvent> failed = [Events.Of(operation, LedgerEventKind.Failed, operation.Owner!, now) with { Why = reason, Changes = changes }];
        return noWayBack is null
            ? new Transition(state, operation, snapshot.Target, failed)
            : Closing.Close(snapshot, OperationOutcome.NeedsPerson, $"{reason} {noWayBack}", state with { Release = operation.Release, GoodSince = null }, now, failed);
    }

    /// <summary>The deployer could not bring what was only to be brought. Nothing was switched, so there is no way back: what runs is left alone.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="guard">What must still be true.</param>
    /// <param name="reason">What went wrong, as sentences.</param>
    /// <param name="running">The set that runs.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision NotBrought(EnvironmentSnapshot snapshot, Guard guard, string reason, ModuleSet running, DateTimeOffset now)
    {
        if (!guard.Holds(snapshot.Operation) || guard.Phase != Phase.Applying)
        {
            return Claiming.Overtaken(guard);
        }

        var operation = snapshot.Operation!;
        var failed = Events.Of(operation, LedgerEventKind.Failed, operation.Owner!, now) with { Why = reason, Changes = SetChanges.Between(running, snapshot.Target!) };
        return Closing.Close(snapshot, OperationOutcome.RolledBack, reason, snapshot.State, now, [failed]);
    }

    /// <summary>The deployer has brought the last known good set again.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="guard">What must still be true.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision Reverted(EnvironmentSnapshot snapshot, Guard guard, DateTimeOffset now)
    {
        if (!guard.Holds(snapshot.Operation) || guard.Phase != Phase.Reverting)
        {
            return Claiming.Overtaken(guard);
        }

        var operation = snapshot.Operation! with { Phase = Phase.VerifyingRevert, PhaseSince = now };
        return new Transition(
            snapshot.State with { Release = snapshot.State.LastKnownGood },
            operation,
            snapshot.Target,
            [Events.Of(operation, LedgerEventKind.Reverted, operation.Owner!, now) with { Release = snapshot.State.LastKnownGood, Digest = null }]);
    }

    /// <summary>The way back ended.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="guard">What must still be true.</param>
    /// <param name="isWell">Whether what ran before runs again, and is well.</param>
    /// <param name="reason">What was found, as a sentence.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision RevertEnded(EnvironmentSnapshot snapshot, Guard guard, bool isWell, string reason, DateTimeOffset now) =>
        guard.Holds(snapshot.Operation) && guard.Phase is Phase.Reverting or Phase.VerifyingRevert
            ? Closing.Close(
                snapshot,
                isWell ? OperationOutcome.RolledBack : OperationOutcome.NeedsPerson,
                isWell ? snapshot.Operation!.Failure ?? reason : $"{snapshot.Operation!.Failure} {reason}",
                isWell ? snapshot.State : snapshot.State with { GoodSince = null },
                now)
            : Claiming.Overtaken(guard);
}
