using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Ledger;

/// <summary>What became of one module in one environment, by one operation.</summary>
/// <param name="At">When the operation ended, or, where it is open, began; UTC.</param>
/// <param name="Operation">Id of the operation.</param>
/// <param name="Kind">What it was for.</param>
/// <param name="Release">The release that it made; null where its gates did not let it pass.</param>
/// <param name="Change">What became, or was to become, of the module.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Why">Why, in the words of who asked; null where nothing was said.</param>
/// <param name="Outcome">How it ended; null where it is open.</param>
/// <param name="Reason">What the end was about, as a sentence.</param>
public sealed record ModuleHistory(
    DateTimeOffset At, string Operation, OperationKind Kind, int? Release, ModuleChange Change, string By, string? Why, OperationOutcome? Outcome, string? Reason)
{
    /// <summary>Whether the module was only brought there, and did not run by it.</summary>
    public bool IsOnlyBrought { get; init; }

    /// <summary>Whether the module, in the version of the change, ran by it, and was well.</summary>
    public bool Ran => Outcome == OperationOutcome.Succeeded && !IsOnlyBrought;

    /// <summary>Who, when, what and why, in the order of time.</summary>
    /// <param name="operations">Operations of the environment, in their order.</param>
    /// <param name="id">Id of the module, in either case.</param>
    public static ImmutableArray<ModuleHistory> Of(IEnumerable<OperationRecord> operations, string id) =>
    [
        .. from operation in operations
           let change = operation.Changes.FirstOrDefault(change => change.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
           where change is not null
           select new ModuleHistory(
               (operation.Closed ?? operation.Began).At, operation.Id, operation.Kind, operation.Accepted?.Release, change, operation.Began.By, operation.Began.Why,
               operation.Closed?.Outcome, operation.Closed?.Why) { IsOnlyBrought = operation.IsOnlyBrought },
    ];
}
