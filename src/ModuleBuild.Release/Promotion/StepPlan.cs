using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>How a step of an operation is done: how often it is tried, and what takes it back. Documentation and progress are made from this table.</summary>
/// <param name="Phase">The phase in which it is done.</param>
/// <param name="Title">What it does, in the present: <c>Bring the set to its target</c>.</param>
/// <param name="Compensation">What is done where it fails for good, as a sentence.</param>
public sealed record StepPlan(Phase Phase, string Title, string Compensation)
{
    /// <summary>How often it is tried in all.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>How long to wait before the second attempt.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much each wait is longer than the one before.</summary>
    public double Factor { get; init; } = 2.0;

    /// <summary>The longest wait.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long all attempts together may take; without end where it is the probe's to say, or as long as the data are large.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Every step, in the order of phases.</summary>
    public static ImmutableArray<StepPlan> All { get; } =
    [
        new(Phase.Requested, "Ask the gates", "Nothing was touched: where a gate fails the operation is refused; where they take too long it stays open, and the next run asks again.") { Attempts = 1 },
        new(Phase.Applying, "Bring the set to its target", "The last known good set is brought again."),
        new(Phase.Verifying, "Ask what runs how it is", "The set is quarantined, and the last known good set is brought again.") { Attempts = 1, Timeout = System.Threading.Timeout.InfiniteTimeSpan },
        new(Phase.CleaningUp, "Keep and delete the data of modules that are gone", "What is left is told; the operation has succeeded.") { Timeout = System.Threading.Timeout.InfiniteTimeSpan },
        new(Phase.Reverting, "Bring the last known good set again", "The operation ends, and asks for a person."),
        new(Phase.VerifyingRevert, "Ask what runs again how it is", "The operation ends, and asks for a person.") { Attempts = 1, Timeout = System.Threading.Timeout.InfiniteTimeSpan },
    ];

    /// <summary>The step of a phase; that of <see cref="Phase.Waiting"/> is that of <see cref="Phase.Requested"/>.</summary>
    /// <param name="phase">The phase.</param>
    public static StepPlan Of(Phase phase) => All.First(step => step.Phase == (phase == Phase.Waiting ? Phase.Requested : phase));

    /// <summary>The same step, which may take longer where a policy allows it.</summary>
    /// <param name="timeout">How long; null where no policy says.</param>
    public StepPlan Lasting(TimeSpan? timeout) => Timeout != System.Threading.Timeout.InfiniteTimeSpan && timeout > Timeout ? this with { Timeout = timeout.Value } : this;

    /// <summary>How long to wait before an attempt.</summary>
    /// <param name="attempt">Number of the attempt, from 2 on.</param>
    public TimeSpan WaitBefore(int attempt) =>
        TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Backoff.TotalSeconds * Math.Pow(Factor, attempt - 2)));
}
