using System.Collections.Immutable;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Locking;

/// <summary><c>module.lock.json</c>: a set written down, with what was asked for. See <c>docs/lock.md</c>.</summary>
public sealed record LockFile
{
    /// <summary>The format that this tool reads and writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>SHA-256 of what was asked for, as <c>sha256-</c> and lower-case hexadecimal digits.</summary>
    public required string Inputs { get; init; }

    /// <summary>The strategy that chose.</summary>
    public ResolutionStrategy Strategy { get; init; }

    /// <summary>
    /// What else <c>modulebuild.json</c> or the command line said, so far as it differs from the default. The strategy stands in
    /// <see cref="Strategy"/>; sources and the budget are no part of what is asked for.
    /// </summary>
    public ResolutionSettings Policy { get; init; } = new();

    /// <summary>Hosts with the version for which the set was made.</summary>
    public ImmutableSortedDictionary<string, NuGetVersion> Hosts { get; init; } =
        ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What each module of the workspace asks for, by its folder relative to the workspace with <c>/</c>; ordinal order.</summary>
    public ImmutableSortedDictionary<string, LockedModule> Modules { get; init; } =
        ImmutableSortedDictionary.Create<string, LockedModule>(StringComparer.Ordinal);

    /// <summary>The set: facts as resolution saw them, so that the lock can be checked, and solved again, without a feed.</summary>
    public ImmutableArray<PackageFacts> Packages { get; init; } = [];

    /// <summary>Ids of the packages that no source had in a version that will do, and the workspace itself has.</summary>
    public ImmutableSortedSet<string> OfWorkspace { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The package with this id, or null.</summary>
    /// <param name="id">Its id, in any case.</param>
    public PackageFacts? Find(string id) => Packages.FirstOrDefault(package => package.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What a module of the workspace asks for.</summary>
/// <param name="Dependencies">Its dependencies.</param>
/// <param name="Hosts">Its hosts.</param>
/// <param name="Conflicts">Its conflicts.</param>
public sealed record LockedModule(
    ImmutableArray<PackageDependency> Dependencies, ImmutableArray<PackageRange> Hosts, ImmutableArray<PackageRange> Conflicts);
