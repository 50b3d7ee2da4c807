using System.Collections.Immutable;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>How operations end: exactly once each.</summary>
public static class Closing
{
    /// <summary>Takes back an operation that only waits.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="id">Id of the operation.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="why">Why, as a sentence.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision Cancel(EnvironmentSnapshot snapshot, string id, string by, string why, DateTimeOffset now) =>
        snapshot.Operation is not { } operation || operation.Id != id ? new Refused(Refusal.Overtaken, $"Operation {id} has ended.")
        : operation.Phase is not (Phase.Waiting or Phase.Requested) ? new Refused(Refusal.Impossible, $"Operation {id} is past its gates; 'modulebuild rollback' brings back what ran before.")
        : new Transition(snapshot.State, null, null, [Event(operation, OperationOutcome.Cancelled, why, by, now)]);

    /// <summary>Ends the open operation.</summary>
    internal static Transition Close(
        EnvironmentSnapshot snapshot, OperationOutcome outcome, string reason, EnvironmentState state, DateTimeOffset now, ImmutableArray<LedgerEvent> before = default)
    {
        var operation = snapshot.Operation!;
        ImmutableArray<LedgerEvent> events = before.IsDefault ? [] : before;
        return new Transition(state, null, null, [.. events, Event(operation, outcome, reason, operation.Owner ?? operation.By, now)]);
    }

    /// <summary>The last event of an operation.</summary>
    internal static LedgerEvent Event(Operation operation, OperationOutcome outcome, string reason, string by, DateTimeOffset now) =>
        Events.Of(operation, LedgerEventKind.Closed, by, now) with
        {
            Outcome = outcome,
            Why = reason,
            From = operation.From,
            Gates = outcome == OperationOutcome.Refused ? operation.Gates : null,
        };
}
