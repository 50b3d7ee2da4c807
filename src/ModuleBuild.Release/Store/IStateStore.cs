using System.Collections.Immutable;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Store;

/// <summary>
/// Where state is kept: small files on branches, each change of a branch a commit. A branch is changed by compare-and-swap on its tip, so
/// that no update is ever lost. What goes wrong outside (disk, network, permissions) is told in the answer; only cancellation is thrown.
/// </summary>
public interface IStateStore
{
    /// <summary>How the store is named for people: a folder or an address, without credentials.</summary>
    string Name { get; }

    /// <summary>The branches whose names start with a prefix, in ordinal order.</summary>
    /// <param name="prefix">For example <c>modulebuild/</c>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SourceAnswer<BranchList>> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>The tip of a branch as it is now.</summary>
    /// <param name="branch">Name of the branch, for example <c>modulebuild/staging</c>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The tip; <see cref="BranchTip.None"/> where there is no such branch.</returns>
    Task<SourceAnswer<BranchTip>> GetTipAsync(string branch, CancellationToken cancellation);

    /// <summary>Files as they are at a tip.</summary>
    /// <param name="tip">A tip that <see cref="GetTipAsync"/> or <see cref="WriteAsync"/> gave.</param>
    /// <param name="paths">Paths with <c>/</c>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The bytes, in the order of the paths; null for a file that is not there.</returns>
    Task<SourceAnswer<FileContents>> ReadAsync(BranchTip tip, ImmutableArray<string> paths, CancellationToken cancellation);

    /// <summary>
    /// Changes files of a branch in one commit, where its tip is still the expected one. An answer that got lost on the way is looked up: what
    /// was accepted counts as written.
    /// </summary>
    /// <param name="expected">The tip that the change was made from.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellation">Stops waiting; the change is then written or not.</param>
    /// <returns>The new tip; or the fact that somebody else was faster.</returns>
    Task<SourceAnswer<WriteOutcome>> WriteAsync(BranchTip expected, StateChange change, CancellationToken cancellation);
}

/// <summary>Names of branches.</summary>
/// <param name="Names">In ordinal order.</param>
public sealed record BranchList(ImmutableArray<string> Names);

/// <summary>The tip of a branch.</summary>
/// <param name="Branch">Name of the branch.</param>
/// <param name="Commit">Id of the commit, hexadecimal; null where there is no such branch yet.</param>
public sealed record BranchTip(string Branch, string? Commit)
{
    /// <summary>The tip of a branch that is not there.</summary>
    /// <param name="branch">Its name.</param>
    public static BranchTip None(string branch) => new(branch, null);
}

/// <summary>Contents of files.</summary>
/// <param name="Files">In the order in which they were asked for; null where there is none.</param>
public sealed record FileContents(ImmutableArray<byte[]?> Files);

/// <summary>A change of files, to be written in one commit.</summary>
/// <param name="Files">New content by path with <c>/</c>; null deletes the file.</param>
/// <param name="Message">The commit's message; its first line is its subject.</param>
/// <param name="By">Who makes it, for the commit.</param>
/// <param name="At">When, UTC, for the commit.</param>
/// <param name="Writer">A text that no other process uses: tells this commit from the same one by somebody else.</param>
public sealed record StateChange(
    ImmutableSortedDictionary<string, byte[]?> Files, string Message, string By, DateTimeOffset At, string Writer);

/// <summary>What became of a change.</summary>
/// <param name="Tip">The new tip; null where somebody else had changed the branch before: read again, decide again.</param>
public sealed record WriteOutcome(BranchTip? Tip);
