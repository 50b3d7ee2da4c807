using System.Collections.Immutable;

namespace ModuleBuild.Core.Compatibility;

/// <summary>A host, or a module, with which the manifest promises to work, and the versions of it that were compared.</summary>
/// <param name="Id">Its package id.</param>
/// <param name="IsHost">Whether it is a host.</param>
/// <param name="Range">The range as it is written.</param>
/// <param name="CompiledAgainst">The version that the compiler saw; null where it saw none.</param>
/// <param name="Members">How many types and members of it the module uses.</param>
/// <param name="IsComplete">Whether all its sources were asked, and every released version of the range was compared.</param>
/// <param name="Versions">Versions that were compared, lowest first.</param>
/// <param name="NotCompared">Versions that are known and could not be compared, lowest first.</param>
public sealed record HostCompatibility(
    string Id,
    bool IsHost,
    string Range,
    string? CompiledAgainst,
    int Members,
    bool IsComplete,
    ImmutableArray<ComparedVersion> Versions,
    ImmutableArray<string> NotCompared);

/// <summary>What one version means for the module.</summary>
/// <param name="Version">The version.</param>
/// <param name="Missing">Types and members that the module uses and the version does not have.</param>
/// <param name="NotImplemented">Members that the version demands and a type of the module does not have.</param>
/// <param name="Obsolete">Members that the module uses and the version marks obsolete.</param>
public sealed record ComparedVersion(
    string Version, ImmutableArray<string> Missing, ImmutableArray<string> NotImplemented, ImmutableArray<string> Obsolete)
{
    /// <summary>Whether the module works with it.</summary>
    public bool Works => Missing.IsEmpty && NotImplemented.IsEmpty;
}
