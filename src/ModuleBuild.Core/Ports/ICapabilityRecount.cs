using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Core.Ports;

/// <summary>Looks into the assemblies of packages now, whatever their evidence says. Only cancellation is thrown.</summary>
public interface ICapabilityRecount
{
    /// <summary>What the module's own assemblies, and those that the package brings with them, can do. Packages that it needs are not looked into.</summary>
    /// <param name="package">The package.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<RecountedCapabilities> RecountAsync(ModulePackage package, CancellationToken cancellation);
}

/// <summary>What was found in the assemblies of a package.</summary>
/// <param name="MapVersion">First characters of the SHA-256 of the map by which it was found, as in reports.</param>
/// <param name="Capabilities">Each once, in ordinal order.</param>
/// <param name="Problem">Why nobody could look, as a sentence; null where all was looked at.</param>
/// <param name="IsWider">Whether it is not known which assembly is the module's own, so that all count, called or not: its build may have found less.</param>
public sealed record RecountedCapabilities(string MapVersion, ImmutableArray<Capability> Capabilities, string? Problem = null, bool IsWider = false);
