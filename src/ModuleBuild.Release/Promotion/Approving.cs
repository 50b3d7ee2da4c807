using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>What people say to operations and to sets.</summary>
public static class Approving
{
    /// <summary>
    /// Somebody consents to an operation that is not past its gates. The same signature is recorded once; another one is recorded as well, since the
    /// first may have been made with the wrong key. Whom the signatures prove, and each of them once, the gate counts.
    /// </summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="id">Id of the operation.</param>
    /// <param name="approval">Who, when, with which signature.</param>
    public static Decision Approve(EnvironmentSnapshot snapshot, string id, Approval approval)
    {
        if (snapshot.Operation is not { } operation || operation.Id != id)
        {
            return new Refused(Refusal.Overtaken, $"Operation {id} has ended.");
        }

        if (operation.Phase is not (Phase.Requested or Phase.Waiting))
        {
            return new Refused(Refusal.Impossible, $"Operation {id} is past its gates.");
        }

        return operation.Approvals.Any(known => known.By == approval.By && known.Signature == approval.Signature)
            ? new Unchanged()
            : new Transition(
                snapshot.State,
                operation with { Approvals = [.. operation.Approvals, approval] },
                snapshot.Target,
                [Events.Of(operation, LedgerEventKind.Approved, approval.By, approval.At) with { Approval = approval }]);
    }

    /// <summary>Somebody answers for gates that refuse, of an operation that waits.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="id">Id of the operation.</param>
    /// <param name="overrides">Which gates, who and why.</param>
    public static Decision Override(EnvironmentSnapshot snapshot, string id, params IReadOnlyList<GateOverride> overrides) =>
        snapshot.Operation is not { } operation || operation.Id != id ? new Refused(Refusal.Overtaken, $"Operation {id} has ended.")
        : operation.Phase is not (Phase.Requested or Phase.Waiting) ? new Refused(Refusal.Impossible, $"Operation {id} is past its gates.")
        : overrides.All(glass => operation.Overrides.Any(known => known.Gate == glass.Gate)) ? new Unchanged()
        : new Transition(
            snapshot.State,
            operation with { Overrides = [.. operation.Overrides, .. overrides.Where(glass => operation.Overrides.All(known => known.Gate != glass.Gate))] },
            snapshot.Target,
            []); // it is told with the gates' answers, when it counts

    /// <summary>A person lifts the quarantine of a set.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="release">Number of the release that was quarantined; null for all.</param>
    /// <param name="by">Who.</param>
    /// <param name="why">Why.</param>
    /// <param name="now">The time, UTC.</param>
    public static Decision LiftQuarantine(EnvironmentSnapshot snapshot, int? release, string by, string why, DateTimeOffset now)
    {
        var lifted = snapshot.State.Quarantined.Where(quarantine => release is null || quarantine.Release == release).ToList();
        return lifted.Count == 0
            ? new Refused(Refusal.Impossible, release is { } number ? FormattableString.Invariant($"release {number} is not quarantined.") : "nothing is quarantined.")
            : new Transition(
                snapshot.State with { Quarantined = [.. snapshot.State.Quarantined.Except(lifted)] },
                snapshot.Operation,
                snapshot.Target,
                [
                    .. lifted.Select(quarantine => new LedgerEvent
                    {
                        Kind = LedgerEventKind.QuarantineLifted, At = now, By = by, Why = why, Release = quarantine.Release, Digest = quarantine.Digest,
                    }),
                ]);
    }
}
