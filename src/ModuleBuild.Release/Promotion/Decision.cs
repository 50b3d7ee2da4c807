using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>What follows from a state and an input: a pure function's result, decided again on the newer state where somebody was faster.</summary>
public abstract record Decision;

/// <summary>The state changes.</summary>
/// <param name="State">What runs afterwards.</param>
/// <param name="Operation">The open operation afterwards; null where there is none.</param>
/// <param name="Target">The set that it is to bring.</param>
/// <param name="Events">What happened, for the ledger; none where it is nobody's interest (a lease that is renewed).</param>
public sealed record Transition(EnvironmentState State, Operation? Operation, ModuleSet? Target, ImmutableArray<LedgerEvent> Events) : Decision
{
    /// <summary>A release that got its number by it; null where none did.</summary>
    public EnvironmentRelease? Release { get; init; }
}

/// <summary>Nothing changes, because it is so already.</summary>
public sealed record Unchanged : Decision;

/// <summary>It may not be done.</summary>
/// <param name="Refusal">Why.</param>
/// <param name="Reason">As a sentence.</param>
public sealed record Refused(Refusal Refusal, string Reason) : Decision;

/// <summary>Why a change was refused.</summary>
public enum Refusal
{
    /// <summary>The operation is not there any more, or is further: somebody else works at it, or did.</summary>
    Overtaken,

    /// <summary>Somebody else holds the operation.</summary>
    Held,

    /// <summary>Another operation is open.</summary>
    Busy,

    /// <summary>What was asked for was planned over a release that does not run any more: plan again.</summary>
    Stale,

    /// <summary>What was asked for makes no sense in this state.</summary>
    Impossible,
}
