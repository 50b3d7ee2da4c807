using System.Collections.Immutable;
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

    /// <summary>Hosts with the version for which the set was made.</summary>
    public ImmutableSortedDictionary<string, NuGetVersion> Hosts { get; init; } =
        ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What each module of the workspace asks for, by its folder relative to the workspace with <c>/</c>; ordinal order.</summary>
    public ImmutableSortedDictionary<string, LockedModule> Modules { get; init; } =
        ImmutableSortedDictionary.Create<string, LockedModule>(StringComparer.Ordinal);

    /// <summary>The set: facts as resolution saw them, so that the lock can be checked, and solved again, without a feed.</summary>
    public ImmutableArray<PackageFacts> Packages { get; init; } = [];
}

/// <summary>What a module of the workspace asks for.</summary>
/// <param name="Dependencies">Its dependencies.</param>
/// <param name="Hosts">Its hosts.</param>
/// <param name="Conflicts">Its conflicts.</param>
public sealed record LockedModule(
    ImmutableArray<PackageDependency> Dependencies, ImmutableArray<PackageRange> Hosts, ImmutableArray<PackageRange> Conflicts);
