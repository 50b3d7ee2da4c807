using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What became of the lock of a workspace.</summary>
/// <param name="Lock">The lock that counts; null where there is none, or a problem.</param>
/// <param name="Names">Ids of the workspace's modules by folder.</param>
/// <param name="Changes">What was written, a line each.</param>
/// <param name="Findings">Why there is no lock that counts.</param>
internal sealed record LockUpkeepResult(
    LockFile? Lock, ImmutableSortedDictionary<string, string> Names, ImmutableArray<string> Changes, ImmutableArray<Finding> Findings);

/// <summary>Compares the lock of a workspace with its manifests, and brings it up to date where that is allowed: for restore and build alike.</summary>
internal static class LockUpkeep
{
    public static async Task<LockUpkeepResult> RunAsync(ResolveStageInput input, string root, OpenSources open, CancellationToken cancellation)
    {
        var check = WorkspaceLock.Check(root);
        if (check.UpToDate)
        {
            return new LockUpkeepResult(check.Lock, check.Names, [], []);
        }

        // A lock that cannot be used is for a person to mend; one that is out of date a developer's build brings up to date.
        if (input.Locked || check.Findings.Any(finding => finding.Descriptor != DiagnosticCatalog.LockOutOfDate))
        {
            return new LockUpkeepResult(null, check.Names, [], check.Findings);
        }

        var (source, problems) = open(input, root, check.Lock);
        if (source is null)
        {
            return new LockUpkeepResult(null, check.Names, [], problems);
        }

        var written = await WorkspaceLock.WriteAsync(new LockRequest(root), source, progress: null, cancellation);
        // Who builds a module that takes part in a conflict is shown the line of that module.
        var place = written.Resolution?.Conflict?.LocationIn(input.Manifest);
        var errors = problems.Concat(written.Findings)
            .Where(finding => finding.Severity == Severity.Error)
            .Select(finding => place is not null && finding.Descriptor == DiagnosticCatalog.NoConsistentSet ? finding with { Location = place.Value } : finding);
        return new LockUpkeepResult(written.After, check.Names, written.Written ? LockChanges.Of(written) : [], [.. errors]);
    }
}
