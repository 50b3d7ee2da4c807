using System.Collections.Immutable;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>The step before anything is touched: all gates are asked, and their answers decide.</summary>
/// <param name="environment">Name of the environment.</param>
/// <param name="tools">What its policy chose.</param>
/// <param name="gates">Asks them.</param>
/// <param name="steps">Keeps the limits of the step.</param>
/// <param name="clock">The time.</param>
/// <param name="progress">Told what they say; or null.</param>
internal sealed class GateStep(
    string environment, EnvironmentTools tools, GateRound gates, StepRunner steps, TimeProvider clock, IProgress<PromotionProgress>? progress)
{
    /// <summary>Asks, and does what follows.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How far it came; null where the next step follows.</returns>
    public async Task<OperationResult?> JudgeAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        var running = await held.SetAsync(held.Snapshot.State.Release, cancellation);
        var input = running.Value is null ? default : await gates.InputAsync(held.Snapshot, running.Value, cancellation);
        if (input.Value is null)
        {
            return TargetWork.Stopped(held, running.Problem ?? input.Problem!);
        }

        ImmutableArray<GateAnswer> answers = [];
        ImmutableArray<IrreversibleMigration> migrations = [];
        var (late, lost) = await held.HoldAsync(
            token => steps.RunAsync(
                StepPlan.Of(Phase.Requested),
                async again =>
                {
                    answers = await gates.AskAsync(input.Value, again);
                    migrations = tools.Migrations is { } known && answers.All(GateFindings.LetsPass) ? await known.OfAsync(input.Value.Target, again) : [];
                    return [];
                },
                null,
                token),
            cancellation);
        if ((lost
            ?? (late.IsDefaultOrEmpty ? null : late[0])
            ?? await held.ChangeAsync(now => Judging.Judge(now, held.Guard, answers, running.Value!, clock.GetUtcNow(), migrations, tools.Policy), cancellation)) is { } problem)
        {
            return TargetWork.Stopped(held, problem);
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
}
