using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Benchmarks.Measuring;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Store.Git;
using ModuleBuild.Testing;

namespace ModuleBuild.Benchmarks.Releasing;

/// <summary>The git store: a new one, and one after 10,000 releases with 100,000 entries of the ledger; in a folder, and as a remote.</summary>
internal static class StoreBenchmarks
{
    private const int Releases = 10_000;

    private static readonly GitOptions Options = new();

    /// <summary>Runs them.</summary>
    /// <param name="rounds">Rounds that count.</param>
    public static async Task RunAsync(int rounds)
    {
        using var folder = new TemporaryFolder();
        await using var small = await MakeAsync(folder["small.git"], 1);
        var clock = Stopwatch.StartNew();
        await using var large = await MakeAsync(folder["large.git"], Releases);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Filled in {clock.Elapsed.TotalSeconds:F1} s; {Size(folder["large.git"]) >> 20} MiB on disk."));
        await using var remote = new RemoteGitStore(folder["large.git"], folder["cache"], Options);

        await PairedRounds.RunAsync("One transition: read, decide, commit", rounds,
            new Contender("new store in a folder", () => TransitAsync(small)),
            new Contender($"folder with {Releases} releases", () => TransitAsync(large)),
            new Contender("the same as a remote", () => TransitAsync(remote)));
        await PairedRounds.RunAsync($"A whole promotion of {LargeStore.Modules} modules, without what a deployer does", rounds,
            new Contender("new store in a folder", () => PromoteAsync(small)),
            new Contender($"folder with {Releases} releases", () => PromoteAsync(large)),
            new Contender("the same as a remote", () => PromoteAsync(remote)));
        await PairedRounds.RunAsync("Reading all", Math.Min(rounds, 5),
            new Contender("ledger verify, folder", () => VerifyAsync(large)),
            new Contender("env fsck, folder, without git's own", () => CheckAsync(large)),
            new Contender("the heart of an environment, folder", () => ReadAsync(large)),
            new Contender("the same, remote, nothing is here", () => ReadAnewAsync(folder)));
        var checkedAll = await new StoreCheck(large, TimeProvider.System).CheckAllAsync(CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{checkedAll.Releases} releases, {checkedAll.Entries} entries, {checkedAll.Findings.Length} findings."));
    }

    private static async Task<LocalGitStore> MakeAsync(string path, int releases)
    {
        Check(await StoreFolder.InitAsync(path, Options, CancellationToken.None));
        var store = new LocalGitStore(path, Options);
        await LargeStore.FillAsync(store, releases);
        return store;
    }

    private static async Task<double> TransitAsync(IStateStore store)
    {
        var clock = Stopwatch.StartNew();
        var happened = new LedgerEvent { Kind = LedgerEventKind.QuarantineLifted, At = DateTimeOffset.UnixEpoch, By = "Ann" };
        var changed = await Environments(store).ChangeAsync(
            LargeStore.Environment, snapshot => new Transition(snapshot.State with { Fence = snapshot.State.Fence + 1 }, null, null, [happened]), CancellationToken.None);
        Check(changed.Problem);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<double> PromoteAsync(IStateStore store)
    {
        var clock = Stopwatch.StartNew();
        var environments = Environments(store);
        var promoter = new Promoter(
            environments, LargeStore.Environment, new EnvironmentTools([], new Nowhere(), new Well(), TimeSpan.FromMinutes(1)), "benchmark", TimeProvider.System, null);
        var read = await environments.ReadAsync(LargeStore.Environment, CancellationToken.None);
        Check(read.Problem);
        var begun = await promoter.BeginAsync(
            new OperationRequest(OperationKind.Promote, LargeStore.Set(read.Value!.State.Releases + 1), "Ann"), CancellationToken.None);
        Check(begun.Problem);
        var result = await promoter.RunAsync(begun.Value!.Operation!.Id, CancellationToken.None);
        Check(result.Outcome == OperationOutcome.Succeeded ? null : result.Findings[0]);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<double> VerifyAsync(IStateStore store)
    {
        var clock = Stopwatch.StartNew();
        var read = await Environments(store).ReadAsync(LargeStore.Environment, CancellationToken.None);
        var verdict = await new LedgerVerification(store, null).VerifyAsync(read.Value!, false, CancellationToken.None);
        Check(verdict.Findings.FirstOrDefault());
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<double> CheckAsync(IStateStore store)
    {
        var clock = Stopwatch.StartNew();
        await new StoreCheck(store, TimeProvider.System).CheckAllAsync(CancellationToken.None);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<double> ReadAsync(IStateStore store)
    {
        var clock = Stopwatch.StartNew();
        Check((await Environments(store).ReadAsync(LargeStore.Environment, CancellationToken.None)).Problem);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<double> ReadAnewAsync(TemporaryFolder folder)
    {
        var cache = folder["new-cache"];
        await using var store = new RemoteGitStore(new Uri(folder["large.git"]).AbsoluteUri, cache, Options);
        var time = await ReadAsync(store);
        Directory.Delete(cache, recursive: true);
        return time;
    }

    private static EnvironmentStore Environments(IStateStore store) => new(store, "benchmark", TimeProvider.System, () => 0.5);

    private static void Check(Finding? problem)
    {
        if (problem is not null)
        {
            throw new InvalidOperationException(problem.Message);
        }
    }

    private static long Size(string path) => new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private sealed class Nowhere : IDeployer
    {
        public Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation) => Task.FromResult(ImmutableArray<Finding>.Empty);
    }

    private sealed class Well : IHealthProbe
    {
        public Task<HealthVerdict> AskAsync(int release, ModuleSet set, IProgress<string>? progress, CancellationToken cancellation) =>
            Task.FromResult(new HealthVerdict(true, "well"));
    }
}
