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
/// <param name="PackagesFolder">Absolute path of the project's own packages folder, or null.</param>
internal sealed record ResolveStageInput(
    string Manifest,
    bool Locked,
    bool Offline,
    bool Interactive,
    ImmutableArray<string> Sources,
    ImmutableArray<string> AdditionalSources,
    string? PackagesFolder = null);

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
        var upkeep = await LockUpkeep.RunAsync(input, root, open, cancellation);
        return Result(root, input, upkeep);
    }

    // What is wrong with the module's own manifest by itself the validate stage has said; what there is to say about locked versions
    // is said to the modules that they run with. A missing input would make every build run the gate.
    private static ResolveStageResult Result(string root, ResolveStageInput input, LockUpkeepResult upkeep)
    {
        var path = Path.Combine(root, WorkspaceLock.FileName);
        var part = upkeep.Lock is null ? null : LockPart.Of(upkeep.Lock, root, Path.GetDirectoryName(input.Manifest)!);
        return new ResolveStageResult(
            upkeep.Changes,
            [
                .. upkeep.Findings.Where(finding => finding.Location.File != input.Manifest || finding.Descriptor.Category == Category.Dependencies),
                .. part is null ? [] : LockChoices.Of(part, path),
            ],
            [.. new[] { path, Path.Combine(root, Workspace.FileName) }.Where(File.Exists)]);
    }
}
