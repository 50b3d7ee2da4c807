using System.Collections.Immutable;

namespace ModuleBuild.Core.Ports;

/// <summary>Compares the modules of a set with one another and with their hosts, member by member. Only cancellation is thrown.</summary>
public interface ISetCompatibility
{
    /// <summary>What does not fit.</summary>
    /// <param name="packages">The packages of the set.</param>
    /// <param name="hosts">Versions of the hosts, by id.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A sentence for each member that is missing; nothing where all fit.</returns>
    Task<ImmutableArray<string>> CompareAsync(
        ImmutableArray<ModulePackage> packages, ImmutableSortedDictionary<string, NuGet.Versioning.NuGetVersion> hosts, CancellationToken cancellation);
}
