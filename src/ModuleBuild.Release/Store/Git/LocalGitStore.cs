using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Store.Git;

/// <summary>A store in a bare repository of a local folder: nothing to install but git, nothing that runs.</summary>
public sealed class LocalGitStore : IStateStore, IAsyncDisposable
{
    // A lock is held for the moment of a rename. One that is older was left behind by a process that was killed.
    private static readonly TimeSpan OldLock = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestLock = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan CheckLimit = TimeSpan.FromMinutes(15);

    private readonly GitRunner _git;
    private readonly GitObjects _objects;
    private readonly GitBranches _branches;
    private readonly RememberedTips? _seen;
    private bool _wrote;

    /// <summary>Opens a store.</summary>
    /// <param name="folder">Path of the bare repository.</param>
    /// <param name="options">How git is called.</param>
    /// <param name="seen">
    /// Path of a file of this store alone, outside of it, that keeps the tips that this machine saw last: so a rewritten branch is found; null for none.
    /// </param>
    public LocalGitStore(string folder, GitOptions options, string? seen = null)
    {
        _seen = seen is null ? null : new RememberedTips(Path.GetFullPath(seen));
        Name = folder;
        _git = new GitRunner(options, Path.GetFullPath(folder));
        _objects = new GitObjects(_git);
        _branches = new GitBranches(_git, _objects);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<SourceAnswer<BranchList>> ListAsync(string prefix, CancellationToken cancellation)
    {
        var (names, failed) = await _branches.ListAsync(prefix, cancellation);
        return failed is null ? SourceAnswer.Of(new BranchList(names)) : SourceAnswer.Failed<BranchList>(GitWords.Tell(Name, failed));
    }

    /// <inheritdoc/>
    public async Task<SourceAnswer<BranchTip>> GetTipAsync(string branch, CancellationToken cancellation)
    {
        if (GitNames.Check(Name, branch) is { } wrong)
        {
            return SourceAnswer.Failed<BranchTip>(wrong);
        }

        // Asked before the tip is: what others of this process write meanwhile is newer than the tip, and no proof against it.
        var before = _seen?.Of(branch);
        var (commit, words) = await _branches.TipAsync(GitNames.RefOf(branch), cancellation);
        var problem = words is null ? await CompareAsync(branch, before, commit, cancellation) : GitWords.Tell(Name, words);
        return problem is null ? SourceAnswer.Of(new BranchTip(branch, commit)) : SourceAnswer.Failed<BranchTip>(problem);
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
            var files = new GitFiles(_objects);
            var ids = await files.LocateAsync(tip.Commit, paths, cancellation);
            var contents = await files.ReadAsync(ids, cancellation);
            var lost = Enumerable.Range(0, ids.Length).FirstOrDefault(index => ids[index] is not null && contents[index] is null, -1);
            return lost < 0
                ? SourceAnswer.Of(new FileContents(contents))
                : SourceAnswer.Failed<FileContents>(GitWords.Tell(Name, $"object {ids[lost]} of '{paths[lost]}' is missing"));
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

        // Writers take turns: who waited sees the newer tip, and makes no commit in vain. Correctness rests on update-ref alone.
        using var turn = await FolderLock.TryAcquireAsync(Path.Combine(_git.Repository, "modulebuild.lock"), cancellation);
        var reference = GitNames.RefOf(expected.Branch);
        var (tip, words) = await _branches.TipAsync(reference, cancellation);
        if (words is null && tip != expected.Commit)
        {
            return SourceAnswer.Of(new WriteOutcome(null)); // no need to make a commit for that
        }

        var (commit, made) = await new CommitWriter(_git).WriteAsync(expected.Commit, change, cancellation);
        if (commit is null)
        {
            return SourceAnswer.Failed<WriteOutcome>(GitWords.Tell(Name, made));
        }

        _wrote = true;
        return await SetAsync(expected, reference, commit, isAgain: false, cancellation);
    }

    /// <summary>Lets git look at every object of the repository: <c>git fsck</c>.</summary>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Null, or MB6010 with what git found.</returns>
    public async Task<Finding?> CheckObjectsAsync(CancellationToken cancellation)
    {
        var checkedAll = await _git.RunAsync(["fsck", "--no-progress", "--no-dangling", "--no-reflogs"], ReadOnlyMemory<byte>.Empty, CheckLimit, cancellation);
        return checkedAll.IsSuccess ? null : GitWords.Tell(Name, $"{checkedAll.Error}\n{checkedAll.Text}\nerror: objects are missing or corrupt");
    }

    /// <summary>Puts the objects of many small commits together, where git thinks that there are enough of them.</summary>
    /// <returns>A task that ends when that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        await _objects.DisposeAsync();
        _seen?.Save(); // where that fails, less is remembered
        if (_wrote)
        {
            await _git.RunAsync(["gc", "--auto", "--quiet"], CancellationToken.None);
        }
    }

    private async Task<SourceAnswer<WriteOutcome>> SetAsync(
        BranchTip expected, string reference, string commit, bool isAgain, CancellationToken cancellation)
    {
        var set = await _git.RunAsync(["update-ref", reference, commit, expected.Commit ?? CommitWriter.Nothing(commit)], cancellation);
        var (tip, words) = set.IsSuccess ? (commit, null) : await _branches.TipAsync(reference, cancellation);
        return words is not null ? SourceAnswer.Failed<WriteOutcome>(GitWords.Tell(Name, words))
            : tip == commit ? Written(expected.Branch, commit)
            : tip != expected.Commit ? SourceAnswer.Of(new WriteOutcome(null))
            : !isAgain && await RemoveOldLockAsync(reference, cancellation) ? await SetAsync(expected, reference, commit, isAgain: true, cancellation)
            : SourceAnswer.Failed<WriteOutcome>(GitWords.Tell(Name, set));
    }

    private SourceAnswer<WriteOutcome> Written(string branch, string commit)
    {
        _seen?.Set(branch, commit);
        return SourceAnswer.Of(new WriteOutcome(new BranchTip(branch, commit)));
    }

    private async Task<Finding?> CompareAsync(string branch, string? before, string? commit, CancellationToken cancellation)
    {
        if (_seen is null || before == commit)
        {
            return null;
        }

        if (before is not null
            && (commit is null || !(await _git.RunAsync(["merge-base", "--is-ancestor", before, commit], cancellation)).IsSuccess))
        {
            return HistoryRewritten.Tell(branch, before, commit);
        }

        _seen.Set(branch, commit!);
        _seen.Save(); // where that fails, less is remembered
        return null;
    }

    // Clocks jump: a lock that seems old, or of the future, is left over only if it stays as it is for much longer than git holds one.
    private async Task<bool> RemoveOldLockAsync(string reference, CancellationToken cancellation)
    {
        try
        {
            var file = new FileInfo(Path.Combine(_git.Repository, reference + ".lock"));
            if (!file.Exists || (_git.Options.Clock.GetUtcNow() - file.LastWriteTimeUtc).Duration() <= OldLock)
            {
                return false;
            }

            var written = file.LastWriteTimeUtc;
            await Task.Delay(LongestLock, _git.Options.Clock, cancellation);
            file.Refresh();
            if (file.Exists && file.LastWriteTimeUtc == written)
            {
                file.Delete();
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
