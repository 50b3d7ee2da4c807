using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// Brings a set to where it runs, whole. Giving it the same request again must do no harm: a process may die after the work and before
/// anybody knows. It keeps the highest fence that it has seen, and refuses lower ones.
/// </summary>
public interface IDeployer
{
    /// <summary>Makes a set the one that runs.</summary>
    /// <param name="request">What, and on whose behalf.</param>
    /// <param name="cancellation">Stops; what runs then is the old set or the new one.</param>
    /// <returns>Nothing, or why it did not work.</returns>
    Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation);
}

/// <summary>What a deployer is to bring.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Release">Number of the release.</param>
/// <param name="Set">Its set.</param>
/// <param name="Operation">Id of the operation.</param>
/// <param name="Fence">The fence of whoever works at it.</param>
/// <param name="Keep">Numbers of releases whose modules must not be cleaned away: what runs, and the last known good.</param>
/// <param name="Activate">Whether the set is to run; otherwise its files are brought, and the old set goes on.</param>
public sealed record DeployRequest(
    string Environment, int Release, ModuleSet Set, string Operation, long Fence, ImmutableArray<int> Keep, bool Activate = true)
{
    /// <summary>Told what commands of the team wrote when they failed: for who watches, and for nobody else. Null where nobody does.</summary>
    public IProgress<string>? Watcher { get; init; }
}
