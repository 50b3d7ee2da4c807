namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>How a solve ended.</summary>
internal enum SolverEnd
{
    /// <summary>There is a set.</summary>
    Solved,

    /// <summary>There is none, and there is a proof.</summary>
    Unsolvable,

    /// <summary>The budget of conflicts was used up.</summary>
    OverBudget,
}

/// <summary>What a solve came to.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Members">The set: packages and hosts with the bit of their version, in the order of the universe; empty without a set.</param>
/// <param name="Proof">The number of the incompatibility that nothing can satisfy; -1 unless unsolvable.</param>
/// <param name="Conflicts">How many conflicts were looked into.</param>
internal sealed record SolverOutcome(SolverEnd End, IReadOnlyList<(UniversePackage Package, int Bit)> Members, int Proof, int Conflicts);
