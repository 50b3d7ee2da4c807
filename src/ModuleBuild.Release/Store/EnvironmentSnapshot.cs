using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Store;

/// <summary>All that decides what may happen next in an environment, as it is at one tip.</summary>
/// <param name="Tip">The tip of its branch.</param>
/// <param name="State">What runs.</param>
/// <param name="Operation">The open operation; null where there is none.</param>
/// <param name="Target">The set that it is to bring; null where there is no operation.</param>
/// <param name="Head">The end of the ledger.</param>
public sealed record EnvironmentSnapshot(BranchTip Tip, EnvironmentState State, Operation? Operation, ModuleSet? Target, LedgerHead Head);
