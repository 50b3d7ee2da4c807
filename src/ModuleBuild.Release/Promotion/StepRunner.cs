using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Deployers;

namespace ModuleBuild.Release.Promotion;

/// <summary>Does a step as its plan says: again after a failure, longer apart each time, never longer in all than it may take.</summary>
/// <param name="clock">The time.</param>
public sealed class StepRunner(TimeProvider clock)
{
    /// <summary>Does the step.</summary>
    /// <param name="plan">How.</param>
    /// <param name="act">Does it once; what it returns are its failures.</param>
    /// <param name="retried">Told before each further attempt why there is one; or null.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Nothing, or why the last attempt failed.</returns>
    public async Task<ImmutableArray<Finding>> RunAsync(
        StepPlan plan, Func<CancellationToken, Task<ImmutableArray<Finding>>> act, IProgress<string>? retried, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(plan.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        ImmutableArray<Finding> failures = [];
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                failures = await act(either.Token);
                if (failures.IsEmpty || attempt == plan.Attempts || failures.Any(DeployFailure.IsFinal))
                {
                    return failures;
                }

                var wait = plan.WaitBefore(attempt + 1);
                retried?.Report(string.Create(CultureInfo.InvariantCulture, $"{failures[0].Message} Trying again in {wait.TotalSeconds:0.#} s ({attempt + 1} of {plan.Attempts})."));
                await Task.Delay(wait, clock, either.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return failures.IsEmpty
                ? [Finding.Create(DiagnosticCatalog.StepTimedOut, new SourceLocation(plan.Phase.ToString()), plan.Title, plan.Timeout.TotalSeconds)]
                : failures;
        }
    }
}
