using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Security.Compatibility;

/// <summary>One version of what a module needs.</summary>
/// <param name="Version">The version.</param>
/// <param name="Assemblies">Absolute paths of its assemblies.</param>
/// <param name="Frameworks">Short names of the frameworks for which it has assemblies.</param>
public sealed record HostVersion(NuGetVersion Version, ImmutableArray<string> Assemblies, ImmutableArray<string> Frameworks)
{
    /// <summary>Hashes of the content of its packages: what was found of the same content need not be looked for again.</summary>
    public ImmutableArray<string> ContentHashes { get; init; } = [];
}
