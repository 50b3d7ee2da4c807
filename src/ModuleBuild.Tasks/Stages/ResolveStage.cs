using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What the resolve stage is given.</summary>
/// <param name="Manifest">Absolute path of <c>module.json</c>.</param>
/// <param name="Locked">Whether the lock must be up to date already.</param>
/// <param name="Offline">Whether only what this machine has is asked.</param>
/// <param name="Interactive">Whether a person can be asked for credentials.</param>
/// <param name="Sources">Sources instead of those of <c>nuget.config</c>.</param>
/// <param name="AdditionalSources">Sources besides them.</param>
internal sealed record ResolveStageInput(
    string Manifest, bool Locked, bool Offline, bool Interactive, ImmutableArray<string> Sources, ImmutableArray<string> AdditionalSources);

/// <summary>What the resolve stage yields.</summary>
/// <param name="Changes">What was written, a line each.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Consulted">Absolute paths of the files that exist and on which the findings depend.</param>
internal sealed record ResolveStageResult(ImmutableArray<string> Changes, ImmutableArray<Finding> Findings, ImmutableArray<string> Consulted);

/// <summary>Opens the sources of a workspace, which is work that a lock that is up to date saves.</summary>
internal delegate (IPackageSource? Source, ImmutableArray<Finding> Findings) OpenSources(ResolveStageInput input, string root, LockFile? locked);

/// <summary>The resolve stage of a build: the lock is the answer to the manifests, or becomes it where that is allowed.</summary>
internal static class ResolveStage
{
    public static async Task<ResolveStageResult> RunAsync(ResolveStageInput input, OpenSources open, CancellationToken cancellation)
    {
        var root = Workspace.FindRoot(Path.GetDirectoryName(input.Manifest)!);
        var check = WorkspaceLock.Check(root);
        if (check.UpToDate)
        {
            return Result(root, input, check.Lock, [], []);
        }

        // A lock that cannot be used is for a person to mend; one that is out of date a developer's build brings up to date.
        if (input.Locked || check.Findings.Any(finding => finding.Descriptor != DiagnosticCatalog.LockOutOfDate))
        {
            return Result(root, input, null, [], check.Findings);
        }

        var (source, problems) = open(input, root, check.Lock);
        if (source is null)
        {
            return Result(root, input, null, [], problems);
        }

        var written = await WorkspaceLock.WriteAsync(new LockRequest(root), source, progress: null, cancellation);
        var errors = problems.Concat(written.Findings).Where(finding => finding.Severity == Severity.Error);
        return Result(root, input, written.After, written.Written ? LockChanges.Of(written) : [], errors);
    }

    // What is wrong with the module's own manifest by itself the validate stage has said; what there is to say about locked versions
    // is said to the modules that they run with. A missing input would make every build run the gate.
    private static ResolveStageResult Result(
        string root, ResolveStageInput input, LockFile? locked, ImmutableArray<string> changes, IEnumerable<Finding> findings)
    {
        var path = Path.Combine(root, WorkspaceLock.FileName);
        var part = locked is null ? null : LockPart.Of(locked, root, Path.GetDirectoryName(input.Manifest)!);
        return new ResolveStageResult(
            changes,
            [
                .. findings.Where(finding => finding.Location.File != input.Manifest || finding.Descriptor.Category == Category.Dependencies),
                .. part is null ? [] : LockChoices.Of(part, path),
            ],
            [.. new[] { path, Path.Combine(root, Workspace.FileName) }.Where(File.Exists)]);
    }
}
