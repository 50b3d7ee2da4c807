using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>Shows the plan of an operation, opens it, and brings it as far as it goes: what promote, rollback, remove, settings and apply share.</summary>
/// <param name="session">The store, and who works with it.</param>
/// <param name="setup">The environment's policy.</param>
/// <param name="events">Where it is told.</param>
/// <param name="cancellation">Stops after the step that is being done.</param>
internal sealed class OperationRun(ReleaseSession session, EnvironmentSetup setup, OperationEvents events, CancellationToken cancellation)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Promoter _promoter = new(session.Environments, setup.Name, setup.Tools, session.Owner, session.Clock, events);

    /// <summary>Runs it.</summary>
    /// <param name="snapshot">The environment as it was when the plan was made.</param>
    /// <param name="running">The set that runs there.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="origin">Where the set comes from, for people.</param>
    /// <param name="options">How.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(EnvironmentSnapshot snapshot, ModuleSet running, OperationRequest request, string origin, RunOptions options)
    {
        var plan = new ShownPlan(request.Kind, setup.Name, origin, request.Target, SetChanges.Between(running, request.Target), [.. setup.Tools.Gates.Select(gate => gate.Name)], [])
        {
            Release = snapshot.State.Release,
            Estimate = await session.EstimateAsync(snapshot, request.Kind, cancellation),
        };
        if (options.IsDryRun)
        {
            return await JudgeAsync(snapshot, running, request, plan);
        }

        events.Plan(plan);
        var begun = await _promoter.BeginAsync(request, cancellation);
        return begun.Value is null ? End(null, begun.Problem!)
            : begun.Value.Operation is { } operation ? await ResumeAsync(operation, options.Waits)
            : events.End(setup.Name, new OperationResult(begun.Value, OperationOutcome.Succeeded, []));
    }

    /// <summary>Goes on with an operation that is open.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="waits">Whether to wait where it waits.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ResumeAsync(Operation operation, bool waits)
    {
        events.Began(operation, setup.Name);
        var result = await _promoter.RunAsync(operation.Id, cancellation);
        while (waits && result.IsWaiting)
        {
            var until = result.Gates.Where(answer => answer.Verdict == GateVerdict.Wait).Max(answer => answer.Until) - session.Clock.GetUtcNow();
            await Task.Delay(until is { } known && known > TimeSpan.Zero && known < LongestWait ? known : LongestWait, session.Clock, cancellation);
            result = await _promoter.RunAsync(operation.Id, cancellation);
        }

        return events.End(setup.Name, result);
    }

    // The same pure function as the real thing; what it yields is written nowhere.
    private async Task<int> JudgeAsync(EnvironmentSnapshot snapshot, ModuleSet running, OperationRequest request, ShownPlan plan)
    {
        if (Beginning.Begin(snapshot with { Operation = null, Target = null }, request, running, session.Clock.GetUtcNow()) is not Transition { Operation: { } operation } begun)
        {
            events.Plan(plan);
            return ExitCode.Success;
        }

        var round = new GateRound(session.Environments, setup.Tools.Gates, session.Clock);
        var input = await round.InputAsync(snapshot with { Operation = operation, Target = begun.Target }, running, cancellation);
        if (input.Value is null)
        {
            return End(null, input.Problem!);
        }

        var answers = await round.AskAsync(input.Value, cancellation);
        events.Plan(plan with { Answers = answers });
        return answers.Any(answer => answer is { Verdict: GateVerdict.Fail, Override: null }) ? ExitCode.Findings
            : answers.Any(answer => answer is { Verdict: GateVerdict.Wait, Override: null }) ? ExitCode.Waiting
            : ExitCode.Success;
    }

    private int End(EnvironmentSnapshot? snapshot, params ImmutableArray<Finding> findings) => events.End(setup.Name, new OperationResult(snapshot, null, findings));
}

/// <summary>How an operation is run.</summary>
/// <param name="IsDryRun">Whether only the plan is made and judged, and nothing is written.</param>
/// <param name="Waits">Whether to wait where a gate says: not yet.</param>
internal sealed record RunOptions(bool IsDryRun, bool Waits);
