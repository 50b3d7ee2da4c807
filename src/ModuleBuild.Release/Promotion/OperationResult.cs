using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>How far a process came with an operation.</summary>
/// <param name="Snapshot">The environment afterwards; null where the store could not be asked.</param>
/// <param name="Outcome">How the operation ended; null where it did not.</param>
/// <param name="Findings">What went wrong.</param>
public sealed record OperationResult(EnvironmentSnapshot? Snapshot, OperationOutcome? Outcome, ImmutableArray<Finding> Findings)
{
    /// <summary>What the gates said last; empty where they were not asked.</summary>
    public ImmutableArray<GateAnswer> Gates { get; init; } = [];

    /// <summary>Whether it waits for a time or for a person; or, with MB6015, for an operation that does.</summary>
    public bool IsWaiting => Outcome is null && Snapshot?.Operation is { Phase: Phase.Waiting } && Findings.All(finding => finding.Descriptor == DiagnosticCatalog.EnvironmentBusy);
}
