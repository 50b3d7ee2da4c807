using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>What has to be done in each phase of an operation.</summary>
internal sealed class OperationSteps
{
    private readonly TargetWork _work;
    private readonly GateStep _gates;
    private readonly WayForward _forward;
    private readonly WayBack _back;

    /// <summary>The steps of an environment.</summary>
    /// <param name="store">Where environments are.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="tools">What its policy chose.</param>
    /// <param name="clock">The time.</param>
    /// <param name="progress">Told what happens; or null.</param>
    public OperationSteps(EnvironmentStore store, string environment, EnvironmentTools tools, TimeProvider clock, IProgress<PromotionProgress>? progress)
    {
        var steps = new StepRunner(clock);
        _work = new TargetWork(environment, tools, steps, progress);
        _gates = new GateStep(store, environment, tools, steps, clock, progress);
        _back = new WayBack(environment, _work, clock);
        _forward = new WayForward(_work, _back, clock);
    }

    /// <summary>Asks about an operation that waits, and changes nothing.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>That it waits for the same, or what went wrong; null where something follows from the answers.</returns>
    public Task<OperationResult?> StillWaitsAsync(EnvironmentSnapshot snapshot, CancellationToken cancellation) => _gates.StillWaitsAsync(snapshot, cancellation);

    /// <summary>Does what comes next, and records it.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How far it came; null where another step follows.</returns>
    public Task<OperationResult?> DoNextAsync(ClaimedOperation held, CancellationToken cancellation)
    {
        _work.Say(held, StepPlan.Of(held.Operation.Phase).Title);
        return held.Operation.Phase switch
        {
            Phase.Requested or Phase.Waiting => _gates.JudgeAsync(held, cancellation),
            Phase.Applying => _forward.ApplyAsync(held, cancellation),
            Phase.Verifying => _forward.VerifyAsync(held, cancellation),
            Phase.CleaningUp => _forward.CleanUpAsync(held, cancellation),
            Phase.Reverting => _back.RevertAsync(held, cancellation),
            _ => _back.VerifyAsync(held, cancellation),
        };
    }
}
