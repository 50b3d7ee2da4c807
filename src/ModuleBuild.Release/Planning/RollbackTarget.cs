using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Planning;

/// <summary>Finds the release to which an environment goes back.</summary>
public static class RollbackTarget
{
    /// <summary>
    /// The release that was named; else the last known good one where another runs, or the one that ran before it was replaced by the last known
    /// good one.
    /// </summary>
    /// <param name="store">Where the environment is.</param>
    /// <param name="snapshot">The environment.</param>
    /// <param name="to">Number of the release; null where none was named.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The release, or MB6027.</returns>
    public static async Task<SourceAnswer<EnvironmentRelease>> FindAsync(
        EnvironmentStore store, EnvironmentSnapshot snapshot, int? to, CancellationToken cancellation)
    {
        var state = snapshot.State;
        if (to is { } named)
        {
            return named >= 1 && named <= state.Releases
                ? await store.ReadReleaseAsync(snapshot, named, cancellation)
                : Unknown(state, state.Releases == 0 ? "nothing was ever released there." : string.Create(CultureInfo.InvariantCulture, $"it has releases 1 to {state.Releases}, and not {named}."));
        }

        if (state.LastKnownGood is not { } good)
        {
            return Unknown(state, "none was ever known to be good.");
        }

        if (state.Release != good || state.GoodSince is null)
        {
            return await store.ReadReleaseAsync(snapshot, good, cancellation);
        }

        // What was brought again is what it repeats: a second rollback goes farther back, and never to what the first one left.
        var current = await store.ReadReleaseAsync(snapshot, good, cancellation);
        while (current.Value is { Kind: OperationKind.Rollback or OperationKind.Apply, FromRelease: { } same } repeated && same < repeated.Number)
        {
            current = await store.ReadReleaseAsync(snapshot, same, cancellation);
        }

        return current.Value is null ? current
            : current.Value.Base is { } before ? await store.ReadReleaseAsync(snapshot, before, cancellation)
            : Unknown(state, string.Create(CultureInfo.InvariantCulture, $"release {current.Value.Number} is the first."));
    }

    private static SourceAnswer<EnvironmentRelease> Unknown(EnvironmentState state, string reason) => SourceAnswer.Failed<EnvironmentRelease>(
        Finding.Create(DiagnosticCatalog.ReleaseUnknown, new SourceLocation(StorePaths.BranchOf(state.Environment)), state.Environment, reason));
}
