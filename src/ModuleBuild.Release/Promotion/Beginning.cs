using System.Collections.Immutable;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>How operations begin.</summary>
public static class Beginning
{
    /// <summary>
    /// Opens an operation. Who asks for what is open already joins it, and may answer for gates that it still has before it; who asks for what runs
    /// already, and is good, has it. A rollback takes the place of an operation that only waits; any other finds the environment busy.
    /// </summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="running">The set that runs; empty where none does.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision Begin(EnvironmentSnapshot snapshot, OperationRequest request, ModuleSet running, DateTimeOffset now)
    {
        var (state, open) = (snapshot.State, snapshot.Operation);
        var digest = request.Target.Digest();
        var isOpen = open is not null && open.Kind == request.Kind && open.Target == digest
            && (open.NoActivate, open.BackupData, open.CleanupData) == (request.NoActivate, request.BackupData, request.CleanupData);
        if (isOpen && open!.Phase is Phase.Requested or Phase.Waiting && !request.Overrides.IsEmpty)
        {
            return Approving.Override(snapshot, open.Id, request.Overrides);
        }

        if (isOpen || (open is null && Runs(state, request, running, digest)))
        {
            return new Unchanged();
        }

        var preempts = open is { Phase: Phase.Waiting } && request.Kind == OperationKind.Rollback;
        if (open is not null && !preempts)
        {
            return new Refused(Refusal.Busy, $"Operation {open.Id} is open in '{state.Environment}' ({open.Phase}).");
        }

        if (request.PlannedOn is { } planned && planned != (state.Release ?? 0))
        {
            return new Refused(Refusal.Stale, FormattableString.Invariant($"It runs release {state.Release ?? 0} by now; the plan was made over {planned}."));
        }

        ImmutableArray<LedgerEvent> before = preempts
            ? [Closing.Event(open!, OperationOutcome.Cancelled, "A rollback takes its place.", request.By, now)]
            : [];
        var operation = new Operation
        {
            Id = OperationId.Of(state.Environment, digest, state.Release, state.Operations),
            Attempt = state.Operations,
            Kind = request.Kind,
            Phase = Phase.Requested,
            PhaseSince = now,
            From = request.From,
            FromRelease = request.FromRelease,
            Target = digest,
            Base = state.Release,
            By = request.By,
            Why = request.Why,
            At = now,
            NoActivate = request.NoActivate,
            BackupData = request.BackupData,
            CleanupData = request.CleanupData,
            Overrides = request.Overrides,
            Policy = request.Policy,
        };
        var began = Events.Of(operation, LedgerEventKind.Began, request.By, now) with
        {
            Why = request.Why,
            From = request.From,
            Changes = SetChanges.Between(running, request.Target),
        };
        return new Transition(state with { Operations = state.Operations + 1 }, operation, request.Target, [.. before, began]);
    }

    // A process that died after its last commit asks again when it comes up: that must not bring the same set once more.
    private static bool Runs(EnvironmentState state, OperationRequest request, ModuleSet running, string digest) =>
        request.Kind != OperationKind.Apply && state.Release is not null && state.Release == state.LastKnownGood && state.GoodSince is not null && running.Digest() == digest;
}
