using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Release;

/// <summary>What gates would say of an operation, by the same functions as the real thing; what they yield is written nowhere.</summary>
/// <param name="session">The store, and who works with it.</param>
/// <param name="tools">What the environment's policy chose.</param>
internal sealed class GatePreview(ReleaseSession session, EnvironmentTools tools)
{
    /// <summary>Asks all gates.</summary>
    /// <param name="open">The environment.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>Their answers, none where nothing would change; or why they cannot be asked.</returns>
    public Task<(ImmutableArray<GateAnswer> Answers, Finding? Problem)> AskAsync(OpenEnvironment open, OperationRequest request, CancellationToken cancellation) =>
        AskAsync(open, request, tools, cancellation);

    /// <summary>
    /// Where an operation brings other settings, asks their gate alone: a secret that came as a value must not get into the history of the store, so
    /// this comes before anything is written, and nobody answers for it.
    /// </summary>
    /// <param name="open">The environment.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>Why the settings are refused; empty where they are not.</returns>
    public async Task<ImmutableArray<Finding>> RefusedSettingsAsync(OpenEnvironment open, OperationRequest request, CancellationToken cancellation)
    {
        if (request.Target.Settings.All(pair => open.Running.Settings.TryGetValue(pair.Key, out var now) && JsonElement.DeepEquals(pair.Value, now)))
        {
            return [];
        }

        var settings = tools with { Gates = [.. tools.Gates.Where(gate => gate.Name == GateNames.Settings)] };
        var (answers, problem) = await AskAsync(open, request with { Overrides = [] }, settings, cancellation);
        return problem is null ? GateFindings.Of(open.Setup.Name, answers) : [problem];
    }

    private async Task<(ImmutableArray<GateAnswer> Answers, Finding? Problem)> AskAsync(
        OpenEnvironment open, OperationRequest request, EnvironmentTools asked, CancellationToken cancellation)
    {
        if (Beginning.Begin(open.Snapshot with { Operation = null, Target = null }, request, open.Running, session.Clock.GetUtcNow()) is not Transition { Operation: { } operation } begun)
        {
            return ([], null);
        }

        var round = new GateRound(session.Environments, asked, session.Clock);
        var input = await round.InputAsync(open.Snapshot with { Operation = operation, Target = begun.Target }, open.Running, cancellation);
        return input.Value is null ? ([], input.Problem) : (await round.AskAsync(input.Value, cancellation), null);
    }
}
