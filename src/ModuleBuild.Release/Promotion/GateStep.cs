using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>The step before anything is touched: all gates are asked, and their answers decide.</summary>
/// <param name="store">Where environments are.</param>
/// <param name="environment">Name of the environment.</param>
/// <param name="tools">What its policy chose.</param>
/// <param name="steps">Keeps the limits of the step.</param>
/// <param name="clock">The time.</param>
/// <param name="progress">Told what they say; or null.</param>
internal sealed class GateStep(
    EnvironmentStore store, string environment, EnvironmentTools tools, StepRunner steps, TimeProvider clock, IProgress<PromotionProgress>? progress)
{
    private readonly GateRound _gates = new(store, tools, clock);
    private ImmutableArray<GateAnswer> _told = [];

    /// <summary>Asks about an operation that waits, without taking it on.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>That it waits for the same, or what went wrong; null where it has to be judged.</returns>
    public async Task<OperationResult?> StillWaitsAsync(EnvironmentSnapshot snapshot, CancellationToken cancellation)
    {
        var running = await store.ReadSetAsync(snapshot, snapshot.State.Release, cancellation);
        var input = running.Value is null ? default : await _gates.InputAsync(snapshot, running.Value, cancellation);
        if (input.Value is null)
        {
            return new OperationResult(snapshot, null, [running.Problem ?? input.Problem!]);
        }

        var (asked, late) = await AskAsync(input.Value, cancellation);
        if (late is not null)
        {
            return new OperationResult(snapshot, null, [late]);
        }

        if (!Judging.WaitsForTheSame(snapshot.Operation!, asked.Answers))
        {
            return null;
        }

        if (!_told.SequenceEqual(asked.Answers))
        {
            Tell(snapshot.Operation!, asked.Answers);
        }

        return new OperationResult(snapshot, null, []) { Gates = asked.Answers };
    }

    /// <summary>Asks, and does what follows.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How far it came; null where the next step follows.</returns>
    public async Task<OperationResult?> JudgeAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var running = await held.SetAsync(held.Snapshot.State.Release, cancellation);
        var input = running.Value is null ? default : await _gates.InputAsync(held.Snapshot, running.Value, cancellation);
        if (input.Value is null)
        {
            return TargetWork.Stopped(held, running.Problem ?? input.Problem!);
        }

        var ((asked, late), lost) = await held.HoldAsync(token => AskAsync(input.Value, token), cancellation);
        if ((lost
            ?? late
            ?? await held.ChangeAsync(now => Judging.Judge(now, held.Guard, asked.Answers, running.Value!, clock.GetUtcNow(), asked.Migrations, tools.Policy), cancellation)) is { } problem)
        {
            return TargetWork.Stopped(held, problem);
        }

        held.Gates = asked.Answers;
        Tell(input.Value.Operation, asked.Answers);
        return held.Snapshot.Operation switch
        {
            null => new OperationResult(held.Snapshot, OperationOutcome.Refused, GateFindings.Of(environment, asked.Answers)),
            { Phase: Phase.Waiting } => new OperationResult(held.Snapshot, null, []),
            _ => null,
        };
    }

    private async Task<((ImmutableArray<GateAnswer> Answers, ImmutableArray<IrreversibleMigration> Migrations) Asked, Finding? Late)> AskAsync(
        GateInput input, CancellationToken cancellation)
    {
        ImmutableArray<GateAnswer> answers = [];
        ImmutableArray<IrreversibleMigration> migrations = [];
        var late = await steps.RunAsync(
            StepPlan.Of(Phase.Requested),
            async again =>
            {
                answers = await _gates.AskAsync(input, again);
                migrations = tools.Migrations is { } known && answers.All(GateFindings.LetsPass) ? await known.OfAsync(input.Target, again) : [];
                return [];
            },
            null,
            cancellation);
        return ((answers, migrations), late.IsEmpty ? null : late[0]);
    }

    private void Tell(Operation operation, ImmutableArray<GateAnswer> answers)
    {
        _told = answers;
        progress?.Report(new PromotionProgress(operation.Id, Phase.Requested, "All gates were asked.") { Gates = answers });
    }
}
