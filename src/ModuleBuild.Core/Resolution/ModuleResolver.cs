using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Loading;
using ModuleBuild.Core.Resolution.Outcomes;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Core.Resolution;

/// <summary>Finds one version of each package that satisfies everything, or the proof that there is none. See <c>docs/solver.md</c>.</summary>
public static class ModuleResolver
{
    /// <summary>
    /// Resolves. Asks the source only for what is needed: the roots and locked packages first, then, in batches, what the chosen
    /// versions need. The answer does not depend on the order in which the source answers.
    /// </summary>
    /// <param name="request">What is to be resolved.</param>
    /// <param name="source">Where packages come from.</param>
    /// <param name="progress">Told after each batch how much is known, or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<ResolutionResult> ResolveAsync(
        ResolutionRequest request, IPackageSource source, IProgress<ResolutionProgress>? progress, CancellationToken cancellation)
    {
        var session = new ResolutionSession(source, progress);
        var late = ImmutableArray<Finding>.Empty;
        ResolutionResult result;
        try
        {
            var solved = await session.SolveAsync(request, cancellation);
            result = solved is null
                ? new ResolutionResult(null, null, session.Problems)
                : await ResultBuilder.BuildAsync(solved, session, cancellation);
        }
        finally
        {
            late = await source.SettleAsync();
        }

        return late.IsEmpty ? result : new ResolutionResult(null, null, late);
    }
}

/// <summary>How far a resolution is.</summary>
/// <param name="Packages">Packages whose versions are known.</param>
/// <param name="Versions">Versions whose facts are known.</param>
/// <param name="Waiting">Questions that are being answered now.</param>
public sealed record ResolutionProgress(int Packages, int Versions, int Waiting);
