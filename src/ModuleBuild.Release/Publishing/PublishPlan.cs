using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Publishing;

/// <summary>What will be done, before anything is.</summary>
/// <param name="Steps">A package after those that it needs.</param>
/// <param name="Findings">All that speaks against it. With one error nothing is pushed.</param>
/// <param name="Journal">The journal as it was seen.</param>
public sealed record PublishPlan(ImmutableArray<PublishStep> Steps, ImmutableArray<Finding> Findings, JournalSnapshot Journal)
{
    /// <summary>Whether nothing may be pushed.</summary>
    public bool IsBlocked => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>A package of a plan.</summary>
/// <param name="Package">The package.</param>
/// <param name="Push">What is to be done with it.</param>
/// <param name="Symbols">What is to be done with its symbols.</param>
public sealed record PublishStep(PublishablePackage Package, PublishAction Push, PublishAction Symbols);

/// <summary>What is to be done with a file, or what became of it.</summary>
public enum PublishAction
{
    /// <summary>There is no such file.</summary>
    None,

    /// <summary>It is to be pushed.</summary>
    Push,

    /// <summary>The feed has the same content already.</summary>
    There,

    /// <summary>It was pushed.</summary>
    Pushed,

    /// <summary>The feed takes no such files.</summary>
    NotOffered,

    /// <summary>It was to be pushed, and was not.</summary>
    Failed,
}

/// <summary>What became of a run.</summary>
/// <param name="Steps">What became of each package, in the order of the plan.</param>
/// <param name="Findings">What went wrong; none where all is done.</param>
public sealed record PublishResult(ImmutableArray<PublishStep> Steps, ImmutableArray<Finding> Findings);
