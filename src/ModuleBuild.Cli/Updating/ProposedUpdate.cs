using System.Collections.Immutable;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Results;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Updating;

/// <summary>What updates there are: those that fit, group by group, and what ranges keep out.</summary>
/// <param name="Groups">Groups with a change, in their order.</param>
/// <param name="Excluded">Newer versions that no group takes, in the order of ids.</param>
internal sealed record ProposedUpdates(ImmutableArray<ProposedUpdate> Groups, ImmutableArray<ExcludedVersion> Excluded);

/// <summary>A group of packages that can be moved.</summary>
/// <param name="Key">Key of the group.</param>
/// <param name="Lock">The lock as it would be.</param>
/// <param name="Changes">What changes, in the order of ids.</param>
internal sealed record ProposedUpdate(string Key, LockFile Lock, ImmutableArray<ProposedChange> Changes);

/// <summary>A package that changes.</summary>
/// <param name="Change">From what to what, and why.</param>
/// <param name="IsAsked">Whether the group is about it; else it has to move with those.</param>
internal sealed record ProposedChange(VersionChange Change, bool IsAsked)
{
    /// <summary>What its changelog says of the versions between, as Markdown; null where it says nothing.</summary>
    public string? Changelog { get; init; }

    /// <summary>Permissions that it asks for in addition.</summary>
    public ImmutableArray<string> NewPermissions { get; init; } = [];

    /// <summary>What it can do in addition, as its evidence says.</summary>
    public ImmutableArray<string> NewCapabilities { get; init; } = [];

    /// <summary>What it can do no more.</summary>
    public ImmutableArray<string> GoneCapabilities { get; init; } = [];

    /// <summary>Known vulnerabilities that it no longer has.</summary>
    public ImmutableArray<Advisory> Fixed { get; init; } = [];

    /// <summary>Known vulnerabilities that it has then.</summary>
    public ImmutableArray<Advisory> Remaining { get; init; } = [];

    /// <summary>Its public API against an earlier release, as its evidence says; null where nobody compared.</summary>
    public ApiCompatibility? Api { get; init; }

    /// <summary>Why evidence was not compared, as a sentence; null where it was.</summary>
    public string? NotCompared { get; init; }
}

/// <summary>A newer version that does not fit.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Current">The locked version.</param>
/// <param name="Latest">The newest one.</param>
/// <param name="KeptOutBy">Ranges that do not hold it, with who asks; none where something else stands against it.</param>
internal sealed record ExcludedVersion(string Id, NuGetVersion Current, NuGetVersion Latest, ImmutableArray<(string By, string Range)> KeptOutBy);
