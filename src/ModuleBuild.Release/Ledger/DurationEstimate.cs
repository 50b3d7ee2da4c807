using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Ledger;

/// <summary>How long an operation will take, as far as earlier ones tell.</summary>
public static class DurationEstimate
{
    private const int Most = 20;

    /// <summary>The median of the last operations of a kind that switched a set on, and succeeded, from their claim to their end; null where there was none.</summary>
    /// <param name="operations">Operations of the environment, in their order.</param>
    /// <param name="kind">What the new one is for.</param>
    public static TimeSpan? Of(IEnumerable<OperationRecord> operations, OperationKind kind)
    {
        // Waiting for a person or a time is no work: the last claim counts. Who reads the end of a ledger only may see operations without theirs.
        ImmutableArray<TimeSpan> times =
        [
            .. operations.Where(operation => operation.Kind == kind && operation.Closed?.Outcome == OperationOutcome.Succeeded && !operation.IsOnlyBrought && operation.Events.Any(IsClaim))
                .TakeLast(Most)
                .Select(operation => operation.Closed!.At - operation.Events.Last(IsClaim).At)
                .Where(time => time >= TimeSpan.Zero) // a clock was set back meanwhile
                .Order(),
        ];
        return times.IsEmpty ? null : times[times.Length / 2];
    }

    private static bool IsClaim(LedgerEvent happened) => happened.Kind == LedgerEventKind.Claimed;
}
