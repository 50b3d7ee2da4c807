using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Ledger;

/// <summary>An operation as the ledger tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it was for.</param>
/// <param name="Events">Its events, in their order.</param>
public sealed record OperationRecord(string Id, OperationKind Kind, ImmutableArray<LedgerEvent> Events)
{
    /// <summary>When it was asked for, and by whom.</summary>
    public LedgerEvent Began => Events[0];

    /// <summary>How it ended; null where it is open.</summary>
    public LedgerEvent? Closed => Events[^1].Outcome is null ? null : Events[^1];

    /// <summary>The event in which its gates let it pass; null where they did not.</summary>
    public LedgerEvent? Accepted => Events.FirstOrDefault(happened => happened.Kind == LedgerEventKind.Accepted);

    /// <summary>Whether it only brings a set, which never runs by it.</summary>
    public bool IsOnlyBrought => Events[0].NoActivate == true;

    /// <summary>What became of modules by it; what was only asked for, where its gates did not let it pass.</summary>
    public ImmutableArray<ModuleChange> Changes => (Accepted ?? Began).Changes ?? [];

    /// <summary>The operations of a ledger, in the order in which they began.</summary>
    /// <param name="events">Its events, in their order.</param>
    public static ImmutableArray<OperationRecord> Of(IEnumerable<LedgerEvent> events) =>
    [
        .. events.Where(happened => happened.Operation is not null)
            .GroupBy(happened => happened.Operation!, StringComparer.Ordinal)
            .Select(group => new OperationRecord(group.Key, group.First().OperationKind ?? OperationKind.Promote, [.. group])),
    ];
}
