using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Results;

/// <summary>
/// What resolution came to: a set, a conflict, or neither, where a source failed or the work went over its budget (then the findings say why).
/// </summary>
/// <param name="Set">The consistent set, or null.</param>
/// <param name="Conflict">Why there is none, or null.</param>
/// <param name="Findings">What there is to say besides: sources that failed (errors), vulnerable, deprecated or unlisted choices (warnings).
/// A conflict is among them as MB1013.</param>
public sealed record ResolutionResult(ResolvedSet? Set, ResolutionConflict? Conflict, ImmutableArray<Finding> Findings)
{
    private static readonly DiagnosticDescriptor[] Lacks =
        [DiagnosticCatalog.NoConsistentSet, DiagnosticCatalog.DependencyNotFound, DiagnosticCatalog.PackageUnusable];

    /// <summary>Whether there is no set for want of versions: one that was published a moment ago may be the answer.</summary>
    public bool LacksVersions => Set is null && Findings.Any(finding => Lacks.Contains(finding.Descriptor));
}

/// <summary>A consistent set.</summary>
/// <param name="Packages">One version of each package, in ordinal order of ids (without regard to case).</param>
/// <param name="Hosts">Hosts that modules of the set name, with the version that was given or, where none was, the lowest that satisfies all.</param>
/// <param name="Strategy">The strategy that chose.</param>
/// <param name="Kept">How many locked versions were kept.</param>
/// <param name="Changed">What differs from the locked versions, in the order of ids.</param>
public sealed record ResolvedSet(
    ImmutableArray<ResolvedPackage> Packages,
    ImmutableSortedDictionary<string, NuGetVersion> Hosts,
    Requests.ResolutionStrategy Strategy,
    int Kept,
    ImmutableArray<VersionChange> Changed)
{
    /// <summary>The package with this id, or null.</summary>
    /// <param name="id">Its id, in any case.</param>
    public ResolvedPackage? Find(string id) => Packages.FirstOrDefault(package => package.Facts.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A member of a set.</summary>
/// <param name="Facts">The version that was chosen.</param>
/// <param name="RequiredBy">Who asked for it, roots first, then in the order of ids.</param>
public sealed record ResolvedPackage(PackageFacts Facts, ImmutableArray<Requirement> RequiredBy);

/// <summary>A reason why a package is in the set.</summary>
/// <param name="Requester">A root's requester, or <c>Id Version</c> of a member.</param>
/// <param name="RequesterId">Id of the member; null for a root.</param>
/// <param name="Range">What it asks for.</param>
/// <param name="Kind">How badly.</param>
/// <param name="Location">Where a root wrote it, or null.</param>
public sealed record Requirement(string Requester, string? RequesterId, WrittenRange Range, DependencyKind Kind, SourceLocation? Location);

/// <summary>A difference from the locked versions.</summary>
/// <param name="Id">Package id.</param>
/// <param name="From">The locked version; null where the package is new.</param>
/// <param name="To">The chosen version; null where the package is gone.</param>
/// <param name="Because">Why, for people: what asked for it, or why the old one will not do.</param>
public sealed record VersionChange(string Id, NuGetVersion? From, NuGetVersion? To, string Because);
