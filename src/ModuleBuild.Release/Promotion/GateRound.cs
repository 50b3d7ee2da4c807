using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>Asks all gates of an environment about an operation.</summary>
/// <param name="store">Where environments are.</param>
/// <param name="tools">What its policy chose: the gates, and those of them whose failure somebody may answer for.</param>
/// <param name="clock">The time.</param>
public sealed class GateRound(EnvironmentStore store, EnvironmentTools tools, TimeProvider clock)
{
    /// <summary>What gates may look at.</summary>
    /// <param name="snapshot">The environment, with the operation and its target.</param>
    /// <param name="running">The set that runs there.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SourceAnswer<GateInput>> InputAsync(EnvironmentSnapshot snapshot, ModuleSet running, CancellationToken cancellation)
    {
        var source = snapshot.Operation!.From is { } from ? await store.ReadAsync(from, cancellation) : default;
        var good = source.Value is null ? default : await store.ReadSetAsync(source.Value, source.Value.State.LastKnownGood, cancellation);
        return (source.Problem ?? good.Problem) is { } problem ? SourceAnswer.Failed<GateInput>(problem) : SourceAnswer.Of(new GateInput
        {
            Environment = snapshot.State.Environment,
            Operation = snapshot.Operation,
            Target = snapshot.Target!,
            Current = running,
            State = snapshot.State,
            Source = source.Value?.State,
            SourceSet = good.Value,
            Now = clock.GetUtcNow(),
        });
    }

    /// <summary>The answers of all gates, in their order: who mends one thing after the other wants to know the whole list.</summary>
    /// <param name="input">What they may look at.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ImmutableArray<GateAnswer>> AskAsync(GateInput input, CancellationToken cancellation) =>
        [.. (await Task.WhenAll(tools.Gates.Select(gate => gate.JudgeAsync(input, cancellation)))).Select(answer => GateFindings.WithOverride(answer, input.Operation, tools.Overridable))];
}
