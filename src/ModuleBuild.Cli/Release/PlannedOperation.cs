using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Release;

/// <summary>What is to be asked of an environment, as it is planned.</summary>
/// <param name="Request">What; null where no plan could be made.</param>
/// <param name="Origin">Where the set comes from, for people.</param>
/// <param name="Findings">Why there is no plan.</param>
internal sealed record PlannedOperation(OperationRequest? Request, string Origin, ImmutableArray<Finding> Findings)
{
    /// <summary>A plan.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="origin">Where the set comes from, for people.</param>
    public static PlannedOperation Of(OperationRequest request, string origin) => new(request, origin, []);

    /// <summary>A plan that brings what a release of the environment itself has, changed or not.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="release">Number of the release; null where nothing ran yet.</param>
    public static PlannedOperation OfRelease(OperationRequest request, int? release) =>
        new(request with { FromRelease = release }, FormattableString.Invariant($"release {release}"), []);

    /// <summary>No plan.</summary>
    /// <param name="findings">Why.</param>
    public static PlannedOperation None(params ImmutableArray<Finding> findings) => new(null, string.Empty, findings);
}
