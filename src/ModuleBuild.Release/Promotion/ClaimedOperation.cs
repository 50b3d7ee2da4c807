using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>An operation that this process holds. Every change is guarded by its id, phase and fence; while long work goes on, the lease is renewed.</summary>
/// <param name="store">Where the environment is.</param>
/// <param name="snapshot">The environment, right after the claim.</param>
/// <param name="lease">For how long the claim holds, unless it is renewed.</param>
/// <param name="clock">The time.</param>
internal sealed class ClaimedOperation(EnvironmentStore store, EnvironmentSnapshot snapshot, TimeSpan lease, TimeProvider clock)
{
    private readonly Dictionary<int, ModuleSet> _sets = [];

    /// <summary>The environment as this process saw it last.</summary>
    public EnvironmentSnapshot Snapshot { get; private set; } = snapshot;

    /// <summary>The operation.</summary>
    public Operation Operation => Snapshot.Operation!;

    /// <summary>What the gates said to this process; empty where it did not ask them.</summary>
    public ImmutableArray<GateAnswer> Gates { get; set; } = [];

    /// <summary>What must still be true when it is changed.</summary>
    public Guard Guard => Guard.Of(Operation);

    /// <summary>Changes the environment.</summary>
    /// <param name="decide">Decides; it may be called several times.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null, or what went wrong.</returns>
    public async Task<Finding?> ChangeAsync(Func<EnvironmentSnapshot, Decision> decide, CancellationToken cancellation)
    {
        var changed = await store.ChangeAsync(
            Snapshot.State.Environment, Snapshot, current => Task.FromResult(SourceAnswer.Of(decide(current))), cancellation);
        Snapshot = changed.Value ?? Snapshot;
        return changed.Problem;
    }

    /// <summary>The set of a release; the empty set where there is none.</summary>
    /// <param name="number">Its number, or null.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SourceAnswer<ModuleSet>> SetAsync(int? number, CancellationToken cancellation)
    {
        if (number is { } known && _sets.TryGetValue(known, out var set))
        {
            return SourceAnswer.Of(set);
        }

        var read = await store.ReadSetAsync(Snapshot, number, cancellation);
        if (number is not null && read.Value is not null)
        {
            _sets[number.Value] = read.Value; // releases never change
        }

        return read;
    }

    /// <summary>The releases that may have run since the last known good one, the newest first: what the way back leaves. Nothing is left where nothing ran.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SourceAnswer<IReadOnlyList<EnvironmentRelease>>> SinceGoodAsync(CancellationToken cancellation)
    {
        var releases = new List<EnvironmentRelease>();
        for (var number = Snapshot.State.LastKnownGood is null ? null : Operation.Release; number > Snapshot.State.LastKnownGood; number = releases[^1].Base)
        {
            var read = await store.ReadReleaseAsync(Snapshot, number.Value, cancellation);
            if (read.Value is null)
            {
                return SourceAnswer.Failed<IReadOnlyList<EnvironmentRelease>>(read.Problem!);
            }

            releases.Add(read.Value);
        }

        return SourceAnswer.Of<IReadOnlyList<EnvironmentRelease>>(releases);
    }

    /// <summary>
    /// Does long work, and renews the lease meanwhile; the work is stopped where the operation came into other hands, or where for longer than a lease nobody
    /// could find out whether it did.
    /// </summary>
    /// <typeparam name="T">What the work yields.</typeparam>
    /// <param name="act">The work.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What it yields, or why it was stopped.</returns>
    public async Task<(T? Value, Finding? Problem)> HoldAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = act(stop.Token);
        var renewed = clock.GetTimestamp(); // no wall clock: that may jump
        while (true)
        {
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            if (await Task.WhenAny(work, Task.Delay(lease / 3, clock, turn.Token)) == work || cancellation.IsCancellationRequested)
            {
                await turn.CancelAsync();
                return (await work, null);
            }

            var lost = await RenewWhileAsync(work, stop, cancellation);
            if (lost is not null && !IsOvertaken(lost) && clock.GetElapsedTime(renewed) > lease)
            {
                lost = await RenewWhileAsync(work, stop, cancellation); // one call that hung says nothing: where nobody else came the claim still stands
            }

            if (lost is null)
            {
                renewed = clock.GetTimestamp();
            }
            else if (IsOvertaken(lost) || clock.GetElapsedTime(renewed) > lease)
            {
                await stop.CancelAsync();
                await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return (default, lost);
            }
        }
    }

    // Whoever is cancelled lets the operation go: by then the work must have ended.
    private async Task<Finding?> RenewWhileAsync(Task work, CancellationTokenSource stop, CancellationToken cancellation)
    {
        try
        {
            return await RenewAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await stop.CancelAsync();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private Task<Finding?> RenewAsync(CancellationToken cancellation) =>
        ChangeAsync(current => Claiming.Renew(current, Guard, lease, clock.GetUtcNow()), cancellation);

    private static bool IsOvertaken(Finding finding) => finding.Descriptor == DiagnosticCatalog.OperationOvertaken;
}
