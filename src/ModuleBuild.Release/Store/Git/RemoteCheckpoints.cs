using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Store.Git;

/// <summary>Checkpoints as tags on a git server.</summary>
/// <remarks>
/// They have a cache of their own: what is fetched here has no folders, and in the store's cache git would believe that these were there.
/// </remarks>
/// <param name="address">Address of the store.</param>
/// <param name="cache">A folder for the checkpoints of this store alone.</param>
/// <param name="options">How git is called.</param>
public sealed class RemoteCheckpoints(string address, string cache, GitOptions options) : ICheckpointStore, IAsyncDisposable
{
    private static readonly string[] OnlyCommits = ["fetch", "--quiet", "--depth=1", "--filter=tree:0", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];

    private readonly string _name = GitWords.WithoutCredentials(address);
    private readonly RemoteCache _cache = new(GitWords.WithoutCredentials(address), address, Path.GetFullPath(cache), options);

    /// <inheritdoc/>
    public async Task<SourceAnswer<CheckpointList>> ListAsync(string environment, CancellationToken cancellation)
    {
        var (hold, problem) = await _cache.TakeAsync(cancellation);
        using (hold)
        {
            return hold is null ? SourceAnswer.Failed<CheckpointList>(problem!) : await ListHeldAsync(environment, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<Finding?> AddAsync(EnvironmentSnapshot snapshot, string by, bool isSigned, CancellationToken cancellation)
    {
        var (hold, problem) = await _cache.TakeAsync(cancellation);
        using (hold)
        {
            var known = hold is null ? SourceAnswer.Failed<CheckpointList>(problem!) : await ListHeldAsync(snapshot.State.Environment, cancellation);
            if (known.Value is null || LocalCheckpoints.Known(snapshot, known.Value) is not null)
            {
                return known.Value is null ? known.Problem : LocalCheckpoints.Difference(snapshot, known.Value);
            }

            var reference = "refs/tags/" + CheckpointTags.NameOf(snapshot);
            var done = await _cache.CallAsync([.. OnlyCommits, "store", snapshot.Tip.Commit!], ReadOnlyMemory<byte>.Empty, cancellation);
            done = done.IsSuccess ? await new CheckpointTags(_cache.Git).AddAsync(snapshot, by, isSigned, cancellation) : done;
            done = done.IsSuccess
                ? await _cache.CallAsync(["push", "--quiet", "--porcelain", "--no-verify", "store", $"{reference}:{reference}"], ReadOnlyMemory<byte>.Empty, cancellation)
                : done;
            if (done.IsSuccess)
            {
                return null;
            }

            // The remote's tags are the truth: one that did not arrive must not be seen here.
            await _cache.Git.RunAsync(["update-ref", "-d", reference], cancellation);
            return GitWords.Tell(_name, done);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _cache.DisposeAsync();

    private async Task<SourceAnswer<CheckpointList>> ListHeldAsync(string environment, CancellationToken cancellation)
    {
        var all = CheckpointTags.ReferencesOf(environment);
        // Tags that are gone there stay here: a checkpoint that was seen once is worth most when somebody removed it.
        var fetched = await _cache.CallAsync([.. OnlyCommits, "store", $"{all}:{all}"], ReadOnlyMemory<byte>.Empty, cancellation);
        // Where nothing matches, a shallow fetch ends with 1, and without a word.
        if (!fetched.IsSuccess && (fetched.ExitCode != 1 || fetched.Error.Trim().Length > 0))
        {
            return SourceAnswer.Failed<CheckpointList>(GitWords.Tell(_name, fetched));
        }

        var (checkpoints, failed) = await new CheckpointTags(_cache.Git).ListAsync(environment, cancellation);
        return failed is null ? SourceAnswer.Of(new CheckpointList(checkpoints)) : SourceAnswer.Failed<CheckpointList>(GitWords.Tell(_name, failed));
    }
}
