using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using NuGet.Versioning;

namespace ModuleBuild.Security.Compatibility;

/// <summary>A host, or a module, with which the manifest promises to work.</summary>
/// <param name="Id">Its package id.</param>
/// <param name="Range">The versions.</param>
/// <param name="Location">Where the range stands.</param>
/// <param name="Subject">JSON Pointer of the entry.</param>
/// <param name="IsHost">Whether it is a host.</param>
public sealed record Requirement(string Id, WrittenRange Range, SourceLocation Location, string Subject, bool IsHost)
{
    /// <summary>The version that restore gave to the compiler; null where it gave none.</summary>
    public NuGetVersion? CompiledAgainst { get; init; }

    /// <summary>Simple names of its assemblies.</summary>
    public ImmutableArray<string> Assemblies { get; init; } = [];

    /// <summary>Whether a released version counts: pre-releases only where the range or the compiler names one.</summary>
    /// <param name="version">The version.</param>
    public bool Promises(NuGetVersion version) =>
        Range.Range.Satisfies(version)
        && (!version.IsPrerelease
            || version == CompiledAgainst
            || (Range.Range.MinVersion is { IsPrerelease: true } min && version.Version == min.Version));
}
