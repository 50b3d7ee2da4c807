using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Deployers;
using ModuleBuild.Release.Tests.Store.Git;

namespace ModuleBuild.Release.Tests.Faults;

/// <summary>Whoever reads while sets come and go sees one of them, whole: at the target as well as in the store.</summary>
public sealed class ReaderTests(ITestOutputHelper output)
{
    private const int Operations = 200;
    private const string Staging = "staging";

    // Those who write need the processors, too.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Readers_never_see_a_mixed_or_missing_set_throughout_200_promotions_and_rollbacks()
    {
        await using var made = await StoreUnderTest.CreateAsync(StoreKind.Local);
        using var target = new Target(keep: 2);
        ModuleSet[] sets = [.. Enumerable.Range(1, 5).Select(version => target.Set(string.Join(", ", "ABC".Select(letter => $"Acme.{letter} {version}.0.0"))))];
        var store = new EnvironmentStore(made.Open(), "process 1", TimeProvider.System, () => 0.5);
        Assert.Null((await store.CreateAsync(Staging, "a person", Target.Cancellation)).Problem);
        var probe = new PointerProbe(target);
        var promoter = new Promoter(store, Staging, new EnvironmentTools([], target.Deployer, probe, TimeSpan.FromMinutes(1)), "process 1", TimeProvider.System, null);
        Assert.Equal(OperationOutcome.Succeeded, await RunAsync(promoter, sets[0], OperationKind.Promote));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Target.Cancellation);
        var atTarget = Task.Run(() => TargetReader.Read(target, stop.Token, Pause), Target.Cancellation);
        var inStore = Task.Run(() => ReadStoreAsync(new EnvironmentStore(made.Open(), "a reader", TimeProvider.System, () => 0.5), sets, stop.Token), Target.Cancellation);
        var clock = Stopwatch.StartNew();
        var outcomes = new SortedDictionary<OperationOutcome, int>();
        for (var (number, now) = (0, 0); number < Operations; number++)
        {
            // Two forward, one back; some of what comes forward is not well, and goes back by itself.
            var isBack = number % 3 == 2;
            var next = (now + (isBack ? sets.Length - 1 : 1)) % sets.Length;
            var isSick = probe.IsSick = !isBack && number % 10 == 4;
            var outcome = await RunAsync(promoter, sets[next], isBack ? OperationKind.Rollback : OperationKind.Promote);
            Assert.Equal(isSick ? OperationOutcome.RolledBack : OperationOutcome.Succeeded, outcome);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            now = outcome == OperationOutcome.Succeeded ? next : now;
        }

        await stop.CancelAsync();
        var (reads, seen) = await atTarget;
        var (storeReads, storeSeen) = await inStore;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Operations} operations in {clock.Elapsed.TotalSeconds:0.0} s ({string.Join(", ", outcomes.Select(pair => $"{pair.Value} {pair.Key}"))}); {reads} reads of the target saw {seen} changes, {storeReads} of the store {storeSeen}; none mixed."));
        Assert.True(seen > 20 && storeSeen > 20, "The readers did not see enough.");
    }

    private static async Task<OperationOutcome> RunAsync(Promoter promoter, ModuleSet set, OperationKind kind)
    {
        var begun = await promoter.BeginAsync(new OperationRequest(kind, set, "a person"), Target.Cancellation);
        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, Target.Cancellation);
        return result.Outcome!.Value;
    }

    private static async Task<(int Reads, int Seen)> ReadStoreAsync(EnvironmentStore store, ModuleSet[] sets, CancellationToken stop)
    {
        var whole = sets.Select(set => set.Digest()).ToHashSet();
        var (reads, seen, last) = (0, 0, string.Empty);
        for (; !stop.IsCancellationRequested; reads++)
        {
            var snapshot = StoreUnderTest.Value(await store.ReadAsync(Staging, Target.Cancellation));
            var digest = StoreUnderTest.Value(await store.ReadSetAsync(snapshot, snapshot.State.Release, Target.Cancellation)).Digest();
            Assert.Contains(digest, whole);
            Assert.True(snapshot.Target is null || whole.Contains(snapshot.Target.Digest()));
            Assert.Equal(snapshot.Operation is null, snapshot.Target is null);
            seen += digest == last ? 0 : 1;
            last = digest;
            await Task.Delay(Pause, Target.Cancellation);
        }

        return (reads, seen);
    }

    private sealed class PointerProbe(Target target) : IHealthProbe
    {
        public bool IsSick { get; set; }

        public Task<HealthVerdict> AskAsync(int release, ModuleSet set, IProgress<string>? progress, CancellationToken cancellation)
        {
            var current = target.Current;
            Assert.Equal((release, set.Digest()), (current.Release, current.SetDigest));
            var isSick = IsSick;
            IsSick = false; // what it goes back to is well
            return Task.FromResult(new HealthVerdict(!isSick, isSick ? "It is Unhealthy." : "It is Healthy."));
        }
    }
}
