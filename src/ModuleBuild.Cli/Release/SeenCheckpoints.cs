using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>The checkpoints of a store, and with them what somebody kept elsewhere.</summary>
/// <param name="store">The checkpoints of the store.</param>
/// <param name="seen">What was kept elsewhere.</param>
internal sealed class SeenCheckpoints(ICheckpointStore store, ImmutableArray<Checkpoint> seen) : ICheckpointStore
{
    /// <inheritdoc/>
    public async Task<SourceAnswer<CheckpointList>> ListAsync(string environment, CancellationToken cancellation)
    {
        var list = await store.ListAsync(environment, cancellation);
        return list.Value is null || seen.IsEmpty ? list : list with { Value = new CheckpointList([.. list.Value.Checkpoints.Concat(seen).OrderBy(checkpoint => checkpoint.Sequence)]) };
    }

    /// <inheritdoc/>
    public Task<Finding?> AddAsync(EnvironmentSnapshot snapshot, string by, bool isSigned, CancellationToken cancellation) =>
        store.AddAsync(snapshot, by, isSigned, cancellation);
}
