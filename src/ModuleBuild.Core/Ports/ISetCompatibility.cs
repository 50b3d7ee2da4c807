using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Ports;

/// <summary>Compares the modules of a set with one another and with their hosts, member by member. Only cancellation is thrown.</summary>
public interface ISetCompatibility
{
    /// <summary>What does not fit.</summary>
    /// <param name="set">The set.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SetComparison> CompareAsync(SetToCompare set, CancellationToken cancellation);
}

/// <summary>A set of modules, and what of it is in question.</summary>
/// <param name="Packages">The packages of all modules.</param>
/// <param name="Users">Ids of the modules whose use of others is looked at; those of which nothing changed are known to fit.</param>
/// <param name="Hosts">Versions of the hosts, by id.</param>
public sealed record SetToCompare(ImmutableArray<ModulePackage> Packages, ImmutableHashSet<string> Users, ImmutableSortedDictionary<string, NuGetVersion> Hosts);

/// <summary>What a comparison of a set found.</summary>
/// <param name="Problems">A sentence for each member that is missing, with both versions and the range that the module should declare; nothing where all fit.</param>
/// <param name="NotCompared">What could not be had and why, a sentence each.</param>
public sealed record SetComparison(ImmutableArray<string> Problems, ImmutableArray<string> NotCompared);
