using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Resolution.Outcomes;

namespace ModuleBuild.Core.Locking;

/// <summary>
/// What there is to say about locked versions (MB1019, MB1020). The lock holds what it needs, so that a build says it again as long as
/// it is so, and not only when it resolves.
/// </summary>
public static class LockChoices
{
    /// <summary>The warnings, in the order of packages.</summary>
    /// <param name="lockFile">The lock, or the part of it that matters.</param>
    /// <param name="path">Path of the lock, for their place.</param>
    public static ImmutableArray<Finding> Of(LockFile lockFile, string path) =>
    [
        .. from package in lockFile.Packages
           from finding in ChoiceFindings.About(package, lockFile.Strategy)
           select finding with { Location = new SourceLocation(path), Subject = JsonPointer.Append("/packages", package.Id) },
    ];
}
