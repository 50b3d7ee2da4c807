using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Store.Git;

/// <summary>A store on a git server, or in any repository that git can push to. A change is a push that must find the tip as it was read.</summary>
public sealed class RemoteGitStore : IStateStore, IAsyncDisposable
{
    private const int MostPushes = 5;

    private readonly RemoteCache _cache;
    private readonly GitOptions _options;

    /// <summary>Opens a store.</summary>
    /// <param name="address">A URL, <c>user@host:path</c>, or the absolute path of a repository.</param>
    /// <param name="cache">A folder of this store alone, for what this machine knows of it.</param>
    /// <param name="options">How git is called.</param>
    public RemoteGitStore(string address, string cache, GitOptions options)
    {
        Name = GitWords.WithoutCredentials(address);
        _options = options;
        _cache = new RemoteCache(Name, address, Path.GetFullPath(cache), options);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<SourceAnswer<BranchList>> ListAsync(string prefix, CancellationToken cancellation)
    {
        var (hold, problem) = await _cache.TakeAsync(cancellation);
        using (hold)
        {
            var listed = hold is null ? null : await _cache.CallAsync(["ls-remote", "--heads", "store"], ReadOnlyMemory<byte>.Empty, cancellation);
            return listed is null ? SourceAnswer.Failed<BranchList>(problem!)
                : listed.IsSuccess ? SourceAnswer.Of(new BranchList(GitBranches.Names(listed.Lines.Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]), prefix)))
                : SourceAnswer.Failed<BranchList>(GitWords.Tell(Name, listed));
        }
    }

    /// <inheritdoc/>
    public async Task<SourceAnswer<BranchTip>> GetTipAsync(string branch, CancellationToken cancellation)
    {
        if (GitNames.Check(Name, branch) is { } wrong)
        {
            return SourceAnswer.Failed<BranchTip>(wrong);
        }

        var (hold, problem) = await _cache.TakeAsync(cancellation);
        using (hold)
        {
            var (tip, failed) = hold is null ? (null, problem) : await UpdateAsync(branch, cancellation);
            return failed is null ? SourceAnswer.Of(new BranchTip(branch, tip)) : SourceAnswer.Failed<BranchTip>(failed);
        }
    }

    /// <inheritdoc/>
    public async Task<SourceAnswer<FileContents>> ReadAsync(BranchTip tip, ImmutableArray<string> paths, CancellationToken cancellation)
    {
        if (tip.Commit is null || GitNames.Check(Name, paths) is not null)
        {
            return SourceAnswer.Failed<FileContents>(GitNames.Check(Name, paths) ?? GitWords.Tell(Name, $"branch '{tip.Branch}' has no files"));
        }

        try
        {
            // The commit may be missing (the cache was removed), then files that were never read.
            for (var round = 0; ; round++)
            {
                var (contents, missing) = await ReadAsync(tip.Commit, paths, cancellation);
                if (missing.Count == 0)
                {
                    return SourceAnswer.Of(new FileContents(contents));
                }

                var failed = round == 2 ? GitWords.Tell(Name, $"object {missing[0]} is missing") : await BringAsync(tip, missing, cancellation);
                if (failed is not null)
                {
                    return SourceAnswer.Failed<FileContents>(failed);
                }
            }
        }
        catch (Exception e) when (e is GitObjectException or InvalidDataException)
        {
            return SourceAnswer.Failed<FileContents>(GitWords.Tell(Name, e.Message));
        }
    }

    /// <inheritdoc/>
    public async Task<SourceAnswer<WriteOutcome>> WriteAsync(BranchTip expected, StateChange change, CancellationToken cancellation)
    {
        if (GitNames.Check(Name, [expected.Branch, .. change.Files.Keys]) is { } wrong)
        {
            return SourceAnswer.Failed<WriteOutcome>(wrong);
        }

        var (hold, problem) = await _cache.TakeAsync(cancellation);
        using (hold)
        {
            if (hold is null)
            {
                return SourceAnswer.Failed<WriteOutcome>(problem!);
            }

            // The cache may have been removed since the tip was read.
            var isHere = expected.Commit is null || await _cache.Objects.HasAsync(expected.Commit, cancellation);
            var (tip, failed) = isHere ? (expected.Commit, null) : await UpdateAsync(expected.Branch, cancellation);
            if (failed is not null || tip != expected.Commit)
            {
                return failed is null ? SourceAnswer.Of(new WriteOutcome(null)) : SourceAnswer.Failed<WriteOutcome>(failed);
            }

            var (commit, made) = await new CommitWriter(_cache.Git).WriteAsync(expected.Commit, change, cancellation);
            return commit is null ? SourceAnswer.Failed<WriteOutcome>(GitWords.Tell(Name, made)) : await PushAsync(expected, commit, cancellation);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _cache.DisposeAsync();

    private async Task<SourceAnswer<WriteOutcome>> PushAsync(BranchTip expected, string commit, CancellationToken cancellation)
    {
        var reference = GitNames.RefOf(expected.Branch);
        for (var attempt = 1; ; attempt++)
        {
            var pushed = await _cache.CallAsync(
                ["push", "--quiet", "--porcelain", "--no-verify", $"--force-with-lease={reference}:{expected.Commit}", "store", $"{commit}:{reference}"],
                ReadOnlyMemory<byte>.Empty,
                cancellation);
            if (pushed.IsSuccess)
            {
                await _cache.Git.RunAsync(["update-ref", reference, commit], cancellation);
                return SourceAnswer.Of(new WriteOutcome(new BranchTip(expected.Branch, commit)));
            }

            // Whatever git says, the remote may have accepted it before the answer got lost: only the branch itself tells.
            var (tip, problem) = await UpdateAsync(expected.Branch, cancellation);
            if (problem is not null)
            {
                return SourceAnswer.Failed<WriteOutcome>(pushed.Error.Length > 0 ? GitWords.Tell(Name, pushed) : problem);
            }

            if (tip != expected.Commit)
            {
                return SourceAnswer.Of(new WriteOutcome(tip is not null && await IsAncestorAsync(commit, tip, cancellation) ? new BranchTip(expected.Branch, commit) : null));
            }

            if (attempt == MostPushes || !IsBusy(pushed))
            {
                return SourceAnswer.Failed<WriteOutcome>(GitWords.Tell(Name, pushed));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), _options.Clock, cancellation);
        }
    }

    /// <summary>The tip as it is there now, with its commits here.</summary>
    private async Task<(string? Tip, Finding? Problem)> UpdateAsync(string branch, CancellationToken cancellation)
    {
        var reference = GitNames.RefOf(branch);
        const string Incoming = "refs/modulebuild/incoming";
        var known = await _cache.Git.RunAsync(["rev-parse", "--verify", "--quiet", reference], cancellation);
        var before = known.IsSuccess ? known.Text : null;
        var fetched = await _cache.FetchAsync(reference, Incoming, before is null, cancellation);
        if (!fetched.IsSuccess)
        {
            return fetched.Error.Contains("couldn't find remote ref", StringComparison.Ordinal)
                ? (null, before is null ? null : HistoryRewritten.Tell(branch, before, null))
                : (null, GitWords.Tell(Name, fetched));
        }

        var tip = (await _cache.Git.RunAsync(["rev-parse", "--verify", "--quiet", Incoming], cancellation)).Text;
        if (tip == before)
        {
            return (tip, null);
        }

        if (before is not null && !await IsAncestorAsync(before, tip, cancellation))
        {
            return (null, HistoryRewritten.Tell(branch, before, tip));
        }

        var set = await _cache.Git.RunAsync(["update-ref", reference, tip], cancellation);
        return set.IsSuccess ? (tip, null) : (null, GitWords.Tell(Name, set));
    }

    private async Task<bool> IsAncestorAsync(string older, string newer, CancellationToken cancellation) =>
        (await _cache.Git.RunAsync(["merge-base", "--is-ancestor", older, newer], cancellation)).IsSuccess;

    private async Task<(ImmutableArray<byte[]?> Contents, List<string> Missing)> ReadAsync(string commit, ImmutableArray<string> paths, CancellationToken cancellation)
    {
        if (!await _cache.Objects.HasAsync(commit, cancellation))
        {
            return ([], [commit]);
        }

        var files = new GitFiles(_cache.Objects);
        var ids = await files.LocateAsync(commit, paths, cancellation);
        var contents = await files.ReadAsync(ids, cancellation);
        return (contents, [.. ids.Where((id, index) => id is not null && contents[index] is null).Select(id => id!).Distinct()]);
    }

    private async Task<Finding?> BringAsync(BranchTip tip, List<string> ids, CancellationToken cancellation)
    {
        var (hold, problem) = await _cache.TakeAsync(cancellation);
        using (hold)
        {
            if (hold is null || ids[0] == tip.Commit)
            {
                return problem ?? (await UpdateAsync(tip.Branch, cancellation)).Problem;
            }

            var brought = await _cache.FetchAsync(ids, cancellation);
            return brought.IsSuccess ? null : GitWords.Tell(Name, brought);
        }
    }

    private static bool IsBusy(GitResult pushed) =>
        (pushed.Error + pushed.Text) is var words
        && (words.Contains("cannot lock ref", StringComparison.Ordinal) || words.Contains("failed to update ref", StringComparison.Ordinal)
            || words.Contains("Unable to create", StringComparison.Ordinal));
}
