using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Deployers;

namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>Data of modules at a place, with its fences.</summary>
/// <param name="place">The place.</param>
public sealed class FakeModuleData(FakeDeployer place) : IModuleData
{
    /// <summary>Ids of modules that have data.</summary>
    public SortedSet<string> Stored { get; } = [];

    /// <summary>Ids of modules whose data are kept, with the release that ran.</summary>
    public SortedSet<string> Kept { get; } = [];

    /// <summary>Whether nothing can be done.</summary>
    public bool Fails { get; set; }

    public Task<ImmutableArray<Finding>> BackUpAsync(DeployRequest request, ImmutableArray<string> modules, CancellationToken cancellation) =>
        Act(request, () => Kept.UnionWith(modules.Where(Stored.Contains).Select(id => FormattableString.Invariant($"{id} {request.Release}"))));

    public Task<ImmutableArray<Finding>> CleanUpAsync(DeployRequest request, ImmutableArray<string> modules, bool isBackedUp, CancellationToken cancellation) =>
        Act(request, () =>
        {
            Kept.UnionWith(modules.Where(id => isBackedUp && Stored.Contains(id)).Select(id => FormattableString.Invariant($"{id} {request.Release}")));
            Stored.ExceptWith(modules);
        });

    private Task<ImmutableArray<Finding>> Act(DeployRequest request, Action act)
    {
        if (request.Fence < place.Fence || Fails)
        {
            return Task.FromResult(ImmutableArray.Create(Finding.Create(
                Fails ? DiagnosticCatalog.DeployFailed : DiagnosticCatalog.OperationOvertaken, new SourceLocation("target"), request.Environment, "the disk is gone.")));
        }

        act();
        return Task.FromResult(ImmutableArray<Finding>.Empty);
    }
}

/// <summary>Data before and after whose every change the process may die.</summary>
public sealed class CrashingModuleData(IModuleData data, CrashPoints points) : IModuleData
{
    public Task<ImmutableArray<Finding>> BackUpAsync(DeployRequest request, ImmutableArray<string> modules, CancellationToken cancellation) =>
        AroundAsync(() => data.BackUpAsync(request, modules, cancellation));

    public Task<ImmutableArray<Finding>> CleanUpAsync(DeployRequest request, ImmutableArray<string> modules, bool isBackedUp, CancellationToken cancellation) =>
        AroundAsync(() => data.CleanUpAsync(request, modules, isBackedUp, cancellation));

    private async Task<ImmutableArray<Finding>> AroundAsync(Func<Task<ImmutableArray<Finding>>> act)
    {
        await points.PassAsync();
        var failures = await act();
        await points.PassAsync();
        return failures;
    }
}
