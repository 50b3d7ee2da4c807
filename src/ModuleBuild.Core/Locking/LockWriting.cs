using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Core.Locking;

/// <summary>Finds a consistent set; <see cref="ModuleResolver.ResolveAsync"/>, but for tests.</summary>
internal delegate Task<ResolutionResult> Resolve(
    ResolutionRequest request, IPackageSource source, IProgress<ResolutionProgress>? progress, CancellationToken cancellation);

/// <summary>Writes a lock: guarded, only where it is not up to date, and whole or not at all.</summary>
/// <param name="request">What is to be done.</param>
/// <param name="source">Where packages come from.</param>
/// <param name="resolve">Finds a consistent set.</param>
/// <param name="progress">Told how far resolution is, or null.</param>
internal sealed class LockWriting(LockRequest request, IPackageSource source, Resolve resolve, IProgress<ResolutionProgress>? progress)
{
    private readonly string _path = Path.Combine(request.Root, WorkspaceLock.FileName);

    /// <summary>Does it.</summary>
    /// <param name="cancellation">Stops the work; the old lock stays.</param>
    public async Task<LockResult> RunAsync(CancellationToken cancellation)
    {
        using var guard = await WorkspaceGuard.EnterAsync(request.Root, cancellation);

        // Read behind the guard: who waited finds what the other wrote, and has nothing to do.
        var reading = LockComparison.Exists(_path) ? LockFileReader.Read(_path) : new LockReading(null, []);
        if (reading.Lock is null && !reading.Findings.IsEmpty)
        {
            return Failed(null, null, reading.Findings);
        }

        var before = reading.Lock;
        var (question, findings) = LockQuestion.Read(request.Root, before, request.Policy);
        if (question is null)
        {
            return Failed(before, null, findings);
        }

        if (question.Manifests.IsEmpty)
        {
            var manifest = Path.Combine(request.Root, ManifestSearch.FileName);
            return Failed(before, null, [Finding.Create(DiagnosticCatalog.ManifestMissing, new SourceLocation(manifest), manifest)]);
        }

        if (request.Update is null && request.Policy is null && reading.Findings.IsEmpty && LockComparison.IsAnswer(before, question))
        {
            return new LockResult(before, before, null, Written: false, []);
        }

        if (ReadOnly() is { } readOnly)
        {
            return Failed(before, null, [readOnly]);
        }

        var (answer, ofWorkspace) = await AnswerAsync(question, before, cancellation);
        var resolution = answer with { Findings = [.. answer.Findings.Select(Placed)] };
        if (resolution.Set is not { } set || resolution.Findings.Any(finding => finding.Severity == Severity.Error))
        {
            return Failed(before, resolution, resolution.Findings);
        }

        var cycles = DependencyCycles.Find(
        [
            .. question.Manifests.Select(manifest => ModuleNeeds.Of(manifest.Name, manifest.Document)),
            .. set.Packages.Select(package => ModuleNeeds.Of(package.Facts)),
        ]);
        if (!cycles.IsEmpty)
        {
            return Failed(before, resolution, [.. resolution.Findings, .. cycles]);
        }

        cancellation.ThrowIfCancellationRequested();
        return Write(before, Locked(question, set, ofWorkspace), resolution);
    }

    // Where the locked set still is an answer nobody needs to be asked: the same resolution, over the lock alone.
    private async Task<(ResolutionResult Resolution, ImmutableSortedSet<string> OfWorkspace)> AnswerAsync(
        LockQuestion question, LockFile? before, CancellationToken cancellation)
    {
        if (before is not null && request.Update is null)
        {
            var known = new LockedSource(before, question.Manifests);
            var kept = await resolve(question.ToRequest(before, null), known, progress, cancellation);
            if (kept.Set is not null && kept.Findings.All(finding => finding.Severity != Severity.Error))
            {
                return (kept, before.OfWorkspace);
            }
        }

        var (resolution, all) = await AskAsync(question, before, cancellation);
        var own = ImmutableSortedSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in resolution.Set?.Packages ?? [])
        {
            if (await all.OffersAsync(package.Facts.Id, package.Facts.Version, cancellation))
            {
                own.Add(package.Facts.Id);
            }
        }

        return (resolution, own.ToImmutable());
    }

    // An update looks for the newest. Otherwise what caches hold will do, until they hold nothing that fits.
    private async Task<(ResolutionResult Resolution, WorkspaceSource Source)> AskAsync(
        LockQuestion question, LockFile? before, CancellationToken cancellation)
    {
        var updating = request.Update is not null;
        var known = await ResolveAsync(updating ? source.Refresh() ?? source : source);
        if (updating || !known.Resolution.LacksVersions || source.Refresh() is not { } fresh)
        {
            return known;
        }

        var again = await ResolveAsync(fresh);
        return again.Resolution.Set is not null || again.Resolution.LacksVersions ? again : known;

        async Task<(ResolutionResult Resolution, WorkspaceSource Source)> ResolveAsync(IPackageSource from)
        {
            var all = new WorkspaceSource(from, question.Manifests);
            return (await resolve(question.ToRequest(before, request.Update, request.Below), all, progress, cancellation), all);
        }
    }

    private static LockFile Locked(LockQuestion question, ResolvedSet set, ImmutableSortedSet<string> ofWorkspace)
    {
        ImmutableArray<PackageFacts> packages = [.. set.Packages.Select(package => package.Facts)];
        var locked = question.Asked with
        {
            Hosts = set.Hosts,
            Packages = packages,
            OfWorkspace = ofWorkspace.Intersect(packages.Select(package => package.Id)),
        };
        return locked with { Inputs = LockInputs.HashOf(locked) };
    }

    private LockResult Write(LockFile? before, LockFile after, ResolutionResult resolution)
    {
        var bytes = LockFileWriter.Write(after);
        var old = before is null ? null : NamedFile.Read(_path, LockFileReader.MaxLength, out _);
        if (old.AsSpan().SequenceEqual(bytes) || request.DryRun)
        {
            return new LockResult(before, after, resolution, Written: false, resolution.Findings);
        }

        // The copy first: what cannot be undone is not done.
        var backup = Path.Combine(request.Root, WorkspaceLock.BackupName);
        var failure = request.Backup && old is not null ? AtomicFile.Write(backup, old) : null;
        failure ??= AtomicFile.Write(_path, bytes);
        return failure is null
            ? new LockResult(before, after, resolution, Written: true, resolution.Findings)
            : Failed(before, resolution, [.. resolution.Findings, failure]);
    }

    // What is said about a choice is said of the lock.
    private Finding Placed(Finding finding) =>
        finding.Location == SourceLocation.None ? finding with { Location = new SourceLocation(_path) } : finding;

    // A rename would replace a read-only file on most systems, although somebody protected it.
    private Finding? ReadOnly() =>
        !request.DryRun && new FileInfo(_path) is { Exists: true, IsReadOnly: true }
            ? Finding.Create(DiagnosticCatalog.OutputNotWritten, new SourceLocation(_path), "it is read-only. Take that off, or build with ModuleBuildLocked=true.")
            : null;

    private static LockResult Failed(LockFile? before, ResolutionResult? resolution, ImmutableArray<Finding> findings) =>
        new(before, null, resolution, Written: false, findings);
}
