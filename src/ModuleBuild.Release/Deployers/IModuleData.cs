using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// What modules stored where they run. Both ways may be gone again: a process may die after the work and before anybody knows. Whoever comes with
/// a lower fence than somebody before is refused.
/// </summary>
public interface IModuleData
{
    /// <summary>Keeps the data of modules, whole, in a place of their own.</summary>
    /// <param name="request">On whose behalf; the release is that which has run until now.</param>
    /// <param name="modules">Ids of the modules, as the set spells them.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Nothing, or why it did not work.</returns>
    Task<ImmutableArray<Finding>> BackUpAsync(DeployRequest request, ImmutableArray<string> modules, CancellationToken cancellation);

    /// <summary>Deletes the data of modules, none of which runs any more. Data that could not be kept stay.</summary>
    /// <param name="request">On whose behalf; the release is that which ran before.</param>
    /// <param name="modules">Ids of the modules, as the set spelt them.</param>
    /// <param name="isBackedUp">Whether they are kept, whole, in a place of their own before.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Nothing, or why it did not work.</returns>
    Task<ImmutableArray<Finding>> CleanUpAsync(DeployRequest request, ImmutableArray<string> modules, bool isBackedUp, CancellationToken cancellation);
}
