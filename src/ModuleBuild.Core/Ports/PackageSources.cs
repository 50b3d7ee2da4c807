using System.Collections.Immutable;

namespace ModuleBuild.Core.Ports;

/// <summary>Where packages of a project may come from, as the configuration says.</summary>
/// <param name="Sources">The sources that count, in their order.</param>
/// <param name="IsMapped">Whether a <c>packageSourceMapping</c> says which packages come from which of them.</param>
/// <param name="File">Absolute path of the nearest <c>nuget.config</c> at or above the project; null where there is none.</param>
public sealed record PackageSources(ImmutableArray<NamedPackageSource> Sources, bool IsMapped, string? File = null);

/// <summary>A source of packages.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="IsServer">Whether it is a server; else a folder.</param>
/// <param name="IsPublic">Whether anybody may publish there, as on nuget.org.</param>
/// <param name="Patterns">Patterns of ids that the mapping gives to it.</param>
public sealed record NamedPackageSource(string Name, bool IsServer, bool IsPublic, ImmutableArray<string> Patterns);
