using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Store.Git;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>The store of a folder, read in this process: what <c>ledger verify</c>, <c>env fsck</c> and <c>status</c> look at, without a process for each.</summary>
internal sealed class StoreView(ReleaseFolder folder, string? repository = null) : IAsyncDisposable
{
    private readonly LocalGitStore _store = new(repository ?? folder.Store, new GitOptions());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An environment as it is now.</summary>
    public Task<EnvironmentSnapshot> ReadAsync(string environment) =>
        ValueAsync(new EnvironmentStore(_store, "a test", TimeProvider.System, () => 0).ReadAsync(environment, Cancellation));

    /// <summary>A release.</summary>
    public async Task<EnvironmentRelease> ReadReleaseAsync(string environment, int number) => await ValueAsync(
        new EnvironmentStore(_store, "a test", TimeProvider.System, () => 0).ReadReleaseAsync(await ReadAsync(environment), number, Cancellation));

    /// <summary>The ledger of an environment, in its order.</summary>
    public async Task<ImmutableArray<LedgerEvent>> LedgerAsync(string environment) =>
        [.. (await ValueAsync(new LedgerReader(_store).ReadAsync(await ReadAsync(environment), 1, Cancellation))).Entries.Select(entry => entry.Event)];

    /// <summary>How the operations of an environment ended, in their order.</summary>
    public async Task<IEnumerable<OperationOutcome>> OutcomesAsync(string environment) =>
        (await LedgerAsync(environment)).Select(happened => happened.Outcome).OfType<OperationOutcome>();

    /// <summary>
    /// Asserts that nothing is open, the chain and the objects of git are whole, each operation ended exactly once, and that what runs is what the
    /// state says, every byte of it.
    /// </summary>
    public async Task AssertWholeAsync(string environment)
    {
        var snapshot = await ReadAsync(environment);
        Assert.Null(snapshot.Operation);
        Assert.Empty((await new LedgerVerification(_store, null).VerifyAsync(snapshot, acceptsUnsigned: false, Cancellation)).Findings);
        Assert.Empty((await new StoreCheck(_store, TimeProvider.System).CheckAsync(environment, Cancellation)).Findings);
        Assert.Null(await _store.CheckObjectsAsync(Cancellation));

        var operations = (await LedgerAsync(environment)).Where(happened => happened.Operation is not null).GroupBy(happened => happened.Operation).ToList();
        Assert.Equal(snapshot.State.Operations, operations.Count);
        Assert.All(operations, operation =>
        {
            Assert.Single(operation, happened => happened.Kind == LedgerEventKind.Began);
            Assert.NotNull(Assert.Single(operation, happened => happened.Kind == LedgerEventKind.Closed).Outcome);
            Assert.Equal(LedgerEventKind.Closed, operation.Last().Kind);
        });
        var set = await ValueAsync(new EnvironmentStore(_store, "a test", TimeProvider.System, () => 0).ReadSetAsync(snapshot, snapshot.State.Release, Cancellation));
        Assert.Empty(new DriftCheck(folder[$"run/{environment}"]).Find(environment, snapshot.State.Release, set));
    }

    /// <summary>Lets time go by for what runs well in an environment: it has been well for so much longer.</summary>
    public async Task LetPassAsync(string environment, TimeSpan time)
    {
        var snapshot = await ReadAsync(environment);
        var older = StoreJson.Write(snapshot.State with { GoodSince = snapshot.State.GoodSince - time });
        var change = new StateChange(ImmutableSortedDictionary<string, byte[]?>.Empty.Add(StorePaths.Current, older), "time goes by", "a test", TimeProvider.System.GetUtcNow(), "a test");
        Assert.NotNull((await ValueAsync(_store.WriteAsync(snapshot.Tip, change, Cancellation))).Tip);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static async Task<T> ValueAsync<T>(Task<SourceAnswer<T>> asked)
        where T : class
    {
        var answer = await asked;
        Assert.Null(answer.Problem?.Message);
        return answer.Value!;
    }
}
