using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Store.Git;

/// <summary>Checkpoints in the repository of a local store. Push the tags elsewhere: who can rewrite the folder can remove them with it.</summary>
/// <param name="folder">Path of the bare repository.</param>
/// <param name="options">How git is called.</param>
public sealed class LocalCheckpoints(string folder, GitOptions options) : ICheckpointStore
{
    private readonly CheckpointTags _tags = new(new GitRunner(options, Path.GetFullPath(folder)));

    /// <inheritdoc/>
    public async Task<SourceAnswer<CheckpointList>> ListAsync(string environment, CancellationToken cancellation)
    {
        var (checkpoints, failed) = await _tags.ListAsync(environment, cancellation);
        return failed is null ? SourceAnswer.Of(new CheckpointList(checkpoints)) : SourceAnswer.Failed<CheckpointList>(GitWords.Tell(folder, failed));
    }

    /// <inheritdoc/>
    public async Task<Finding?> AddAsync(EnvironmentSnapshot snapshot, string by, bool isSigned, CancellationToken cancellation)
    {
        var known = await ListAsync(snapshot.State.Environment, cancellation);
        if (known.Value is null || Known(snapshot, known.Value) is not null)
        {
            return known.Value is null ? known.Problem : Difference(snapshot, known.Value);
        }

        var added = await _tags.AddAsync(snapshot, by, isSigned, cancellation);
        return added.IsSuccess ? null : GitWords.Tell(folder, added);
    }

    /// <summary>The checkpoint that is there already.</summary>
    internal static Checkpoint? Known(EnvironmentSnapshot snapshot, CheckpointList list) =>
        list.Checkpoints.FirstOrDefault(checkpoint => checkpoint.Name == CheckpointTags.NameOf(snapshot));

    /// <summary>MB6012 where the checkpoint that is there says otherwise.</summary>
    internal static Finding? Difference(EnvironmentSnapshot snapshot, CheckpointList list) =>
        Known(snapshot, list) is { } there && there.Hash != snapshot.Head.Hash
            ? Finding.Create(
                DiagnosticCatalog.LedgerBroken, new SourceLocation(snapshot.Tip.Branch), snapshot.State.Environment, $"checkpoint {there.Name} saw another entry {there.Sequence}.")
            : null;
}
