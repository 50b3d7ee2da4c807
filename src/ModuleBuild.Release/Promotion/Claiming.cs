using System.Globalization;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>Who works at an operation.</summary>
public static class Claiming
{
    /// <summary>
    /// Takes an operation on: nobody else may change it while the claim is renewed. The fence rises with each claim; who holds it already goes on holding it.
    /// </summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="id">Id of the operation.</param>
    /// <param name="owner">Who takes it on: a name that no two processes share.</param>
    /// <param name="lease">For how long, unless it is renewed.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="silence">The claim of somebody else that was seen not to be renewed; null where nobody looked.</param>
    public static Decision Claim(EnvironmentSnapshot snapshot, string id, string owner, TimeSpan lease, DateTimeOffset now, Silence? silence = null)
    {
        if (snapshot.Operation is not { } operation || operation.Id != id)
        {
            return new Refused(Refusal.Overtaken, $"Operation {id} has ended.");
        }

        if (operation.Owner == owner)
        {
            return Silence.Seems(operation, now) ? Renewed(snapshot, operation, lease, now) : new Unchanged();
        }

        if (operation.Owner is { } holder && silence != Silence.Of(operation))
        {
            return new Refused(
                Refusal.Held, string.Create(CultureInfo.InvariantCulture, $"{holder} works at operation {id}, until {operation.LeaseUntil:u} at least."));
        }

        var fence = snapshot.State.Fence + 1;
        var claimed = operation with { Owner = owner, Fence = fence, LeaseUntil = now + lease, Lease = lease };
        return new Transition(
            snapshot.State with { Fence = fence },
            claimed,
            snapshot.Target,
            [Events.Of(claimed, LedgerEventKind.Claimed, owner, now) with { Why = operation.Owner is null ? null : $"{operation.Owner} did not renew its lease." }]);
    }

    /// <summary>Keeps an operation for longer.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="guard">What must still be true.</param>
    /// <param name="lease">For how long from now.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision Renew(EnvironmentSnapshot snapshot, Guard guard, TimeSpan lease, DateTimeOffset now) =>
        guard.Holds(snapshot.Operation)
            ? Renewed(snapshot, snapshot.Operation!, lease, now)
            : Overtaken(guard);

    /// <summary>Lets an operation go that its owner leaves as it is: the next process takes it on at once, without waiting for the end of a lease.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="id">Id of the operation.</param>
    /// <param name="owner">Who lets it go.</param>
    public static Decision LetGo(EnvironmentSnapshot snapshot, string id, string owner) =>
        snapshot.Operation is { } operation && operation.Id == id && operation.Owner == owner
            ? new Transition(snapshot.State, operation with { Owner = null, LeaseUntil = null, Lease = null }, snapshot.Target, [])
            : new Unchanged();

    private static Transition Renewed(EnvironmentSnapshot snapshot, Operation operation, TimeSpan lease, DateTimeOffset now) =>
        new(snapshot.State, operation with { LeaseUntil = now + lease, Lease = lease }, snapshot.Target, []);

    /// <summary>The refusal of a process that is late.</summary>
    /// <param name="guard">What is no longer true.</param>
    internal static Refused Overtaken(Guard guard) =>
        new(Refusal.Overtaken, $"Operation {guard.Operation} is not in the hands of this process any more.");
}
