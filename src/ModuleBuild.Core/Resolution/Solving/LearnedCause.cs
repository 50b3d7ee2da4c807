using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Explaining;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// The incompatibility was learned by conflict resolution: it follows from one that was broken, resolved with the causes of
/// assignments, one after the other.
/// </summary>
/// <param name="conflict">The incompatibility that was broken.</param>
/// <param name="steps">The packages about which it was resolved, and with which incompatibilities.</param>
internal sealed class LearnedCause(int conflict, ImmutableArray<(int Package, int Incompatibility)> steps) : Cause
{
    /// <summary>The incompatibility that was broken.</summary>
    public int Conflict => conflict;

    /// <summary>The packages about which it was resolved, and with which incompatibilities.</summary>
    public ImmutableArray<(int Package, int Incompatibility)> Steps => steps;
}
