using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>
/// Brings operations from where they are to their end: gates, apply, verify, and the way back where that fails. Each step is done first and
/// recorded then, in one commit; a process that dies between the two leaves an operation that the next one resumes, and each step can be
/// done twice without harm. See <c>docs/promotion.md</c>.
/// </summary>
/// <param name="store">Where environments are.</param>
/// <param name="environment">Name of the environment.</param>
/// <param name="tools">What its policy chose.</param>
/// <param name="owner">Name of this process, which no other uses.</param>
/// <param name="clock">The time.</param>
/// <param name="progress">Told what happens; or null.</param>
public sealed class Promoter(
    EnvironmentStore store, string environment, EnvironmentTools tools, string owner, TimeProvider clock, IProgress<PromotionProgress>? progress)
{
    /// <summary>How long letting an operation go may take: runners kill what does not end within some seconds.</summary>
    private static readonly TimeSpan LetGoLimit = TimeSpan.FromSeconds(5);

    private readonly OperationSteps _steps = new(store, environment, tools, clock, progress);

    /// <summary>Opens an operation, and takes it on at once, or joins the one that asks for the same.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The environment with the open operation; without one where what is asked for runs already.</returns>
    public Task<SourceAnswer<EnvironmentSnapshot>> BeginAsync(OperationRequest request, CancellationToken cancellation) =>
        store.ChangeAsync(
            environment,
            null,
            async snapshot =>
            {
                var running = await store.ReadSetAsync(snapshot, snapshot.State.Release, cancellation);
                return running.Value is null
                    ? SourceAnswer.Failed<Decision>(running.Problem!)
                    : SourceAnswer.Of(Take(snapshot, Beginning.Begin(snapshot, request, running.Value, clock.GetUtcNow())));
            },
            cancellation);

    // In one commit: an operation that nobody holds looks as if its process had died.
    private Decision Take(EnvironmentSnapshot snapshot, Decision decision) =>
        decision is Transition { Operation: { } operation } begun
        && Claiming.Claim(snapshot with { State = begun.State, Operation = operation, Target = begun.Target }, operation.Id, owner, tools.Lease, clock.GetUtcNow()) is Transition claimed
            ? claimed with { Events = [.. begun.Events, .. claimed.Events] }
            : decision;

    /// <summary>
    /// Takes an operation on, and brings it as far as it goes: to its end, or to where it waits. One that waits is asked about first, and taken on only
    /// where it does not wait for the same any more: asking often leaves no trace.
    /// </summary>
    /// <param name="id">Id of the operation.</param>
    /// <param name="cancellation">Stops after the step that is being done, and lets the operation go; the next run goes on from there.</param>
    public async Task<OperationResult> RunAsync(string id, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        using var activity = ReleaseTelemetry.Start(environment, id);
        try
        {
            var result = await WorkAsync(id, cancellation);
            ReleaseTelemetry.End(activity, environment, result, clock.GetElapsedTime(start));
            return result;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await LetGoAsync(id);
            throw;
        }
    }

    // Where this fails the lease ends by itself: nothing is lost but a minute.
    private async Task LetGoAsync(string id)
    {
        using var limit = new CancellationTokenSource(LetGoLimit, clock);
        try
        {
            _ = await store.ChangeAsync(environment, now => Claiming.LetGo(now, id, owner), limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
        }
    }

    private async Task<OperationResult> WorkAsync(string id, CancellationToken cancellation)
    {
        var read = await store.ReadAsync(environment, cancellation);
        if (read.Value?.Operation is { Phase: Phase.Waiting } waiting && waiting.Id == id && await _steps.StillWaitsAsync(read.Value, cancellation) is { } still)
        {
            return still;
        }

        var silence = read.Value?.Operation is { } open && open.Id == id ? await WatchAsync(open, cancellation) : null;
        var claimed = read.Value is null
            ? read
            : await store.ChangeAsync(
                environment, read.Value, now => Task.FromResult(SourceAnswer.Of(Claiming.Claim(now, id, owner, tools.Lease, clock.GetUtcNow(), silence))), cancellation);
        if (claimed.Value is null)
        {
            return new OperationResult(null, null, [claimed.Problem!]);
        }

        var held = new ClaimedOperation(store, claimed.Value, tools.Lease, clock);
        while (true)
        {
            var result = await _steps.DoNextAsync(held, cancellation);
            if (result is not null)
            {
                return result with { Gates = held.Gates };
            }
        }
    }

    // Half a lease is enough to see a renewal. What the clocks say is only the reason to look.
    private async Task<Silence?> WatchAsync(Operation operation, CancellationToken cancellation)
    {
        if (operation.Owner is not { } holder || holder == owner || !Silence.Seems(operation, clock.GetUtcNow()))
        {
            return null;
        }

        var seen = Silence.Of(operation);
        for (var look = 0; look < Silence.Looks && !tools.IsGone(holder); look++)
        {
            await Task.Delay(Silence.PauseOf(operation), clock, cancellation);
            var read = await store.ReadAsync(environment, cancellation);
            if (read.Value?.Operation is not { } now || now.Id != operation.Id || Silence.Of(now) != seen)
            {
                return null;
            }
        }

        return seen;
    }
}
