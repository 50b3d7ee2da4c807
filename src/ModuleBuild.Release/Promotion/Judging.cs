using System.Collections.Immutable;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>What follows from the answers of gates.</summary>
public static class Judging
{
    /// <summary>Ends the operation where a gate failed; lets it wait where one said so; else gives the target its number.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="guard">What must still be true.</param>
    /// <param name="answers">What all gates said, overrides set.</param>
    /// <param name="running">The set that runs.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="migrations">What the target migrates for good.</param>
    /// <param name="policy">The policy whose gates these are, which may have changed since the operation began; null where it has not.</param>
    public static Decision Judge(
        EnvironmentSnapshot snapshot, Guard guard, ImmutableArray<GateAnswer> answers, ModuleSet running, DateTimeOffset now, ImmutableArray<IrreversibleMigration> migrations, PolicyReference? policy = null)
    {
        if (!guard.Holds(snapshot.Operation))
        {
            return Claiming.Overtaken(guard);
        }

        var operation = snapshot.Operation! with { Gates = answers, PhaseSince = now, Policy = policy ?? snapshot.Operation.Policy };
        var open = answers.Where(answer => !GateFindings.LetsPass(answer)).ToList();
        if (open.Exists(answer => answer.Verdict == GateVerdict.Fail))
        {
            var reason = string.Join(' ', open.Where(answer => answer.Verdict == GateVerdict.Fail).Select(answer => $"{answer.Gate}: {answer.Reason}"));
            return Closing.Close(snapshot with { Operation = operation }, OperationOutcome.Refused, reason, snapshot.State, now);
        }

        return open.Count > 0 ? Wait(snapshot, operation, open, now) : Accept(snapshot, operation, running, now, migrations);
    }

    /// <summary>Whether an operation waits for what it waited for when it was judged last: then nothing has to be written.</summary>
    /// <param name="operation">The operation, which waits.</param>
    /// <param name="answers">What all gates say now, overrides set.</param>
    public static bool WaitsForTheSame(Operation operation, ImmutableArray<GateAnswer> answers) =>
        answers.Any(answer => !GateFindings.LetsPass(answer))
        && answers.Where(answer => !GateFindings.LetsPass(answer)).SequenceEqual(operation.Gates.Where(answer => !GateFindings.LetsPass(answer)));

    // Waiting holds no claim: whoever comes by when the time has come goes on with it.
    private static Transition Wait(EnvironmentSnapshot snapshot, Operation operation, List<GateAnswer> open, DateTimeOffset now)
    {
        var waiting = operation with { Phase = Phase.Waiting, Owner = null, LeaseUntil = null, Lease = null };
        var wasWaitingForTheSame = snapshot.Operation!.Phase == Phase.Waiting && Reasons(snapshot.Operation.Gates) == Reasons(operation.Gates);
        return new Transition(snapshot.State, waiting, snapshot.Target, wasWaitingForTheSame ? [] :
        [
            Events.Of(operation, LedgerEventKind.Waiting, operation.Owner ?? operation.By, now) with
            {
                Why = string.Join(' ', open.Select(answer => $"{answer.Gate}: {answer.Reason}")),
                Gates = operation.Gates,
            },
        ]);
    }

    private static string Reasons(ImmutableArray<GateAnswer> answers) =>
        string.Join('\n', answers.Where(answer => answer.Verdict == GateVerdict.Wait).Select(answer => answer.Gate));

    private static Transition Accept(EnvironmentSnapshot snapshot, Operation operation, ModuleSet running, DateTimeOffset now, ImmutableArray<IrreversibleMigration> migrations)
    {
        var number = snapshot.State.Releases + 1;
        var target = snapshot.Target!;
        var accepted = operation with { Phase = Phase.Applying, Release = number };
        return new Transition(
            snapshot.State with { Releases = number },
            accepted,
            target,
            [
                Events.Of(accepted, LedgerEventKind.Accepted, operation.Owner ?? operation.By, now) with
                {
                    From = operation.From, Gates = operation.Gates, Changes = SetChanges.Between(running, target),
                },
            ])
        {
            Release = new EnvironmentRelease
            {
                Number = number,
                Environment = snapshot.State.Environment,
                Digest = operation.Target,
                Modules = target.Modules,
                Settings = target.Settings,
                Migrations = migrations.IsEmpty ? null : migrations,
                Base = operation.Base,
                Operation = operation.Id,
                Kind = operation.Kind,
                From = operation.From,
                FromRelease = operation.FromRelease,
                Policy = operation.Policy,
                By = operation.By,
                Why = operation.Why,
                At = now,
            },
        };
    }
}
