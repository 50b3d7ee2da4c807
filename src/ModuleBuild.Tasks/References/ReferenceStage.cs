using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks.References;

/// <summary>The lock from which a restore takes versions.</summary>
/// <param name="Root">Absolute path of the workspace's folder.</param>
/// <param name="Lock">The lock; null where there is none.</param>
/// <param name="Names">Ids of the workspace's modules by folder.</param>
/// <param name="Changes">What was written, a line each.</param>
/// <param name="Findings">Why nothing can be restored.</param>
internal sealed record LockOfRestore(
    string Root, LockFile? Lock, ImmutableSortedDictionary<string, string> Names, ImmutableArray<string> Changes, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether the restore cannot go on.</summary>
    public bool Failed => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>Finds the lock from which a restore takes versions, and brings it up to date first where a restore may do that.</summary>
internal static class ReferenceStage
{
    /// <summary>What the result depends on: all else is the same for every project of a workspace.</summary>
    /// <param name="input">What the resolve stage is given.</param>
    /// <param name="upkeep">Whether the lock is brought up to date.</param>
    public static string KeyOf(ResolveStageInput input, bool upkeep)
    {
        var place = upkeep && !File.Exists(input.Manifest) ? input.Manifest : RootOf(input);
        return $"{upkeep}|{input.Locked}|{input.Offline}|{place}";
    }

    /// <summary>Finds the lock.</summary>
    /// <param name="input">What the resolve stage is given.</param>
    /// <param name="upkeep">Whether the lock is brought up to date. Otherwise it is taken as it stands, and nobody is asked.</param>
    /// <param name="open">Opens the sources.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<LockOfRestore> RunAsync(ResolveStageInput input, bool upkeep, OpenSources open, CancellationToken cancellation)
    {
        var root = RootOf(input);
        if (!upkeep)
        {
            var check = WorkspaceLock.Check(root);
            return new LockOfRestore(root, check.Lock, check.Names, [], []);
        }

        if (!File.Exists(input.Manifest))
        {
            var missing = Finding.Create(DiagnosticCatalog.ManifestMissing, new SourceLocation(input.Manifest), input.Manifest);
            return new LockOfRestore(root, null, ImmutableSortedDictionary<string, string>.Empty, [], [missing]);
        }

        var kept = await LockUpkeep.RunAsync(input, root, open, cancellation);
        return new LockOfRestore(root, kept.Lock, kept.Names, kept.Changes, kept.Findings);
    }

    private static string RootOf(ResolveStageInput input) => Workspace.FindRoot(Path.GetDirectoryName(input.Manifest)!);
}
