using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>The checkpoints of a store, for as long as they are needed.</summary>
/// <param name="Store">The checkpoints.</param>
internal sealed record Checkpoints(ICheckpointStore Store) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Store is IAsyncDisposable store ? store.DisposeAsync() : ValueTask.CompletedTask;
}
