using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Promotion;

/// <summary>What steps do outside the store: bring sets, ask what runs, and tell of it. The lease is renewed meanwhile.</summary>
/// <param name="environment">Name of the environment.</param>
/// <param name="tools">What its policy chose.</param>
/// <param name="steps">Does work again where it failed.</param>
/// <param name="progress">Told what happens; or null.</param>
internal sealed class TargetWork(string environment, EnvironmentTools tools, StepRunner steps, IProgress<PromotionProgress>? progress)
{
    /// <summary>Brings a set.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="release">Number of its release; 0 for nothing.</param>
    /// <param name="set">The set.</param>
    /// <param name="activate">Whether it is to run.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Nothing, or why it did not work; or why this process must not go on, which says nothing about the set.</returns>
    public async Task<(ImmutableArray<Finding> Failures, Finding? Lost)> DeployAsync(ClaimedOperation held, int release, ModuleSet set, bool activate, CancellationToken cancellation)
    {
        var request = Request(held, release, set, activate);
        return await DoAsync(held, again => tools.Deployer.DeployAsync(request, again), cancellation);
    }

    /// <summary>Keeps and deletes the data of modules that went, as was asked.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="before">The set that ran before.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Nothing, or why it did not work; or why this process must not go on.</returns>
    public Task<(ImmutableArray<Finding> Failures, Finding? Lost)> CleanUpDataAsync(ClaimedOperation held, ModuleSet before, CancellationToken cancellation) =>
        DoWithDataAsync(held, before, (data, request, gone, again) => held.Operation.CleanupData
            ? data.CleanUpAsync(request, gone, held.Operation.BackupData, again)
            : data.BackUpAsync(request, gone, again), cancellation);

    private async Task<(ImmutableArray<Finding> Failures, Finding? Lost)> DoWithDataAsync(
        ClaimedOperation held,
        ModuleSet before,
        Func<IModuleData, DeployRequest, ImmutableArray<string>, CancellationToken, Task<ImmutableArray<Finding>>> act,
        CancellationToken cancellation)
    {
        ImmutableArray<string> gone = [.. SetChanges.Between(before, held.Snapshot.Target!).Where(change => change.To is null).Select(change => change.Id)];
        var request = Request(held, held.Operation.Base ?? 0, before, activate: false);
        return tools.Data is { } data
            ? await DoAsync(held, again => act(data, request, gone, again), cancellation)
            : ([DeployFailure.NeverBrought(environment, "its deployer does not know where the data of modules are; that of kind 'directory' does.")], null);
    }

    private DeployRequest Request(ClaimedOperation held, int release, ModuleSet set, bool activate)
    {
        var state = held.Snapshot.State;
        ImmutableArray<int> keep = [.. new[] { release, state.Release ?? 0, state.LastKnownGood ?? 0 }.Distinct().Where(number => number > 0).Order()];
        return new DeployRequest(environment, release, set, held.Operation.Id, held.Operation.Fence, keep, activate) { Watcher = new Sentences(text => Say(held, text)) };
    }

    private async Task<(ImmutableArray<Finding> Failures, Finding? Lost)> DoAsync(ClaimedOperation held, Func<CancellationToken, Task<ImmutableArray<Finding>>> act, CancellationToken cancellation)
    {
        var plan = StepPlan.Of(held.Operation.Phase).Lasting(tools.DeployTimeout);
        var (failures, lost) = await held.HoldAsync(token => steps.RunAsync(plan, act, new Sentences(text => Say(held, text)), token), cancellation);
        return lost is not null ? ([], lost) : (failures, failures.FirstOrDefault(failure => failure.Descriptor == DiagnosticCatalog.OperationOvertaken));
    }

    /// <summary>Asks what runs how it is.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="release">Number of the release that has to answer.</param>
    /// <param name="set">Its set.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The verdict, or why the operation is not in the hands of this process any more.</returns>
    public async Task<(HealthVerdict? Verdict, Finding? Lost)> ProbeAsync(ClaimedOperation held, int release, ModuleSet set, CancellationToken cancellation) =>
        tools.Probe is null
            ? (new HealthVerdict(true, "The policy names no health probe."), null)
            : await held.HoldAsync(token => tools.Probe.AskAsync(release, set, new Sentences(text => Say(held, text)), token), cancellation);

    /// <summary>Tells whoever watches.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="text">What happened.</param>
    public void Say(ClaimedOperation held, string text) => progress?.Report(new PromotionProgress(held.Operation.Id, held.Operation.Phase, text));

    /// <summary>A finding about the environment.</summary>
    /// <param name="descriptor">What kind of.</param>
    /// <param name="arguments">The values of the message's placeholders.</param>
    public Finding Tell(DiagnosticDescriptor descriptor, params object?[] arguments) =>
        Finding.Create(descriptor, new SourceLocation(StorePaths.BranchOf(environment)), arguments);

    /// <summary>This process goes no further; the operation may.</summary>
    /// <param name="held">The operation.</param>
    /// <param name="problem">Why.</param>
    public static OperationResult Stopped(ClaimedOperation held, Finding problem) => new(held.Snapshot, null, [problem]);
}
