using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using NuGet.Versioning;

namespace ModuleBuild.Core.Locking;

/// <summary>
/// The lock of a workspace: <c>module.lock.json</c> beside <c>modulebuild.json</c> (or beside the one manifest, where there is no
/// workspace). It holds what all modules of the workspace ask for, and the answer.
/// </summary>
public static class WorkspaceLock
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "module.lock.json";

    /// <summary>Name of the copy that an update keeps, for <see cref="Undo"/>.</summary>
    public const string BackupName = "module.lock.json.bak";

    /// <summary>
    /// Compares the lock with the manifests of the workspace, without any network: whether it is the answer to what they ask for.
    /// </summary>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <returns>The lock where it can be read; MB1011 with a diff, MB1014, or nothing where it is up to date.</returns>
    public static LockCheck Check(string root) => LockComparison.Run(Path.GetFullPath(root));

    /// <summary>
    /// Resolves what the manifests of the workspace ask for, and writes the lock: whole, by one process at a time; an unchanged lock is
    /// left untouched. Where there is a problem the old lock stays as it is.
    /// </summary>
    /// <param name="request">What is to be done.</param>
    /// <param name="source">Where packages come from.</param>
    /// <param name="progress">Told how far resolution is, or null.</param>
    /// <param name="cancellation">Stops the work; the old lock stays.</param>
    public static Task<LockResult> WriteAsync(
        LockRequest request, IPackageSource source, IProgress<ResolutionProgress>? progress, CancellationToken cancellation) =>
        new LockWriting(request with { Root = Path.GetFullPath(request.Root) }, source, ModuleResolver.ResolveAsync, progress)
            .RunAsync(cancellation);

    /// <summary>Puts back the lock that was there before the last update.</summary>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <returns>Nothing, or why it cannot be done.</returns>
    public static ImmutableArray<Finding> Undo(string root)
    {
        var backup = Path.Combine(root, BackupName);
        try
        {
            if (!File.Exists(backup))
            {
                return [Finding.Create(DiagnosticCatalog.LockUnusable, new SourceLocation(backup),
                    "there is no copy of an earlier one. 'modulebuild update' keeps one, and 'update --undo' takes it back once.")];
            }

            if (AtomicFile.Write(Path.Combine(root, FileName), File.ReadAllBytes(backup)) is { } failure)
            {
                return [failure];
            }

            File.Delete(backup);
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [Finding.Create(DiagnosticCatalog.LockUnusable, new SourceLocation(backup), $"its copy cannot be put back: {e.Message}")];
        }
    }
}

/// <summary>Whether a lock is up to date.</summary>
/// <param name="Lock">The lock, where there is one that can be read.</param>
/// <param name="UpToDate">Whether it is the answer to what the manifests ask for.</param>
/// <param name="Findings">Why not; manifests that cannot be read.</param>
public sealed record LockCheck(LockFile? Lock, bool UpToDate, ImmutableArray<Finding> Findings)
{
    /// <summary>Ids of the workspace's modules by folder, relative to the workspace with <c>/</c>; empty where the manifests cannot be read.</summary>
    public ImmutableSortedDictionary<string, string> Names { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>What a lock is to become.</summary>
/// <param name="Root">Absolute path of the workspace's folder.</param>
public sealed record LockRequest(string Root)
{
    /// <summary>
    /// Null keeps locked versions where possible. Ids move these to the best version and keep the rest; an empty set moves all.
    /// </summary>
    public ImmutableSortedSet<string>? Update { get; init; }

    /// <summary>
    /// Versions from which on this update takes none, by id. They change no question: the lock is an answer to what the manifests ask for, as
    /// any other.
    /// </summary>
    public ImmutableSortedDictionary<string, NuGetVersion> Below { get; init; } =
        ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Policy that counts instead of that of <c>modulebuild.json</c>, or null.</summary>
    public ResolutionPolicy? Policy { get; init; }

    /// <summary>Whether the old lock is kept as <see cref="WorkspaceLock.BackupName"/>.</summary>
    public bool Backup { get; init; }

    /// <summary>Only says what would be written.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What became of a lock.</summary>
/// <param name="Before">The old lock, where there was one that could be read.</param>
/// <param name="After">The lock that was written (or would be); null where there is a problem.</param>
/// <param name="Resolution">What resolution came to; null where it did not start.</param>
/// <param name="Written">Whether the file changed.</param>
/// <param name="Findings">All findings, those of resolution among them.</param>
public sealed record LockResult(
    LockFile? Before, LockFile? After, ResolutionResult? Resolution, bool Written, ImmutableArray<Finding> Findings);
