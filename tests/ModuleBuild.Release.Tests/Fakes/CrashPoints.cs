using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>The process dies: nothing of it may catch this.</summary>
public sealed class CrashException : Exception;

/// <summary>Counts what a process does to the world, and lets it die, or sleep for long, at one of these points.</summary>
/// <param name="dieAt">Number of the point at which it dies, from 1 on; 0 never.</param>
/// <param name="sleepAt">Number of the point at which it sleeps; 0 never.</param>
/// <param name="sleep">How it sleeps.</param>
public sealed class CrashPoints(int dieAt, int sleepAt = 0, Func<Task>? sleep = null)
{
    private int _passed;

    /// <summary>How many points were passed.</summary>
    public int Passed => _passed;

    public async Task PassAsync()
    {
        var point = Interlocked.Increment(ref _passed);
        if (point == dieAt)
        {
            throw new CrashException();
        }

        if (point == sleepAt)
        {
            await sleep!();
        }
    }
}

/// <summary>A store before and after whose every write the process may die.</summary>
public sealed class CrashingStore(IStateStore store, CrashPoints points) : IStateStore
{
    public string Name => store.Name;

    public Task<SourceAnswer<BranchList>> ListAsync(string prefix, CancellationToken cancellation) => store.ListAsync(prefix, cancellation);

    public Task<SourceAnswer<BranchTip>> GetTipAsync(string branch, CancellationToken cancellation) => store.GetTipAsync(branch, cancellation);

    public Task<SourceAnswer<FileContents>> ReadAsync(BranchTip tip, ImmutableArray<string> paths, CancellationToken cancellation) =>
        store.ReadAsync(tip, paths, cancellation);

    public async Task<SourceAnswer<WriteOutcome>> WriteAsync(BranchTip expected, StateChange change, CancellationToken cancellation)
    {
        await points.PassAsync();
        var written = await store.WriteAsync(expected, change, cancellation);
        await points.PassAsync();
        return written;
    }
}

/// <summary>A deployer before and after whose every work the process may die.</summary>
public sealed class CrashingDeployer(IDeployer deployer, CrashPoints points) : IDeployer
{
    public async Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation)
    {
        await points.PassAsync();
        var failures = await deployer.DeployAsync(request, cancellation);
        await points.PassAsync();
        return failures;
    }
}

/// <summary>A probe after whose every answer the process may die.</summary>
public sealed class CrashingProbe(IHealthProbe probe, CrashPoints points) : IHealthProbe
{
    public async Task<HealthVerdict> AskAsync(int release, ModuleSet set, IProgress<string>? progress, CancellationToken cancellation)
    {
        var verdict = await probe.AskAsync(release, set, progress, cancellation);
        await points.PassAsync();
        return verdict;
    }
}
