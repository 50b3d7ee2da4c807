using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Release.Model;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Sixteen real processes want different things of one environment at once; sixty of them are killed, where a seed says.</summary>
public sealed class CompetingPromotersTests(ITestOutputHelper output)
{
    private const int Promoters = 16;
    private const int Kills = 60;
    private const int Points = 12;
    private const int Versions = 20;

    private int _deaths;

    [Fact]
    public async Task Nobody_takes_back_what_another_brought_and_the_dead_are_finished_by_the_living()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        var modules = Enumerable.Range(1, Promoters).Select(number => string.Create(CultureInfo.InvariantCulture, $"Acme.M{number:00}")).ToList();
        foreach (var (module, version) in modules.SelectMany(module => Enumerable.Range(1, Versions).Select(version => (module, version))))
        {
            TestPackage.Module(module, Version(version)).WriteTo(folder["feed"]);
        }

        folder.WriteLease("dev", "500ms");
        var brought = new ConcurrentQueue<string>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(modules.Select((module, index) => WantAsync(folder, module, new Random(2026 + index), brought)));
        var settled = clock.Elapsed;
        await using var store = new StoreView(folder);
        await RestAsync(store);
        (await folder.RunAsync("resume", "dev")).Succeeded();

        var operations = await AssertSequentialAsync(folder, store, brought);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{_deaths} processes of {Promoters} promoters killed within {settled.TotalSeconds:0.0} s; {operations} operations, {brought.Count} answers, one end each."));
        Assert.True(_deaths >= Kills);
        Assert.True(operations >= Promoters / 2 && !brought.IsEmpty, $"Only {operations} operations.");
        (await folder.RunAsync("ledger", "verify", "dev")).Succeeded();
    }

    private static string Version(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}.0.0");

    // One version after another; dead promoters come up again and ask for the same, until enough have died.
    private async Task WantAsync(ReleaseFolder folder, string module, Random chance, ConcurrentQueue<string> brought)
    {
        for (var version = 1; _deaths < Kills && version <= Versions;)
        {
            if (await AskAsync(folder, $"{module}@{Version(version)}", chance) is not { } result)
            {
                Interlocked.Increment(ref _deaths);
                continue;
            }

            Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}\n{result.Output}\n{result.Error}");
            brought.Enqueue($"{module} {Version(version++)}");
        }
    }

    // One in four lives; one in four dies where it records something, the others, whatever they do, when their time is over. Null: it died.
    private static async Task<ProcessResult?> AskAsync(ReleaseFolder folder, string module, Random chance)
    {
        var fate = chance.Next(4);
        var point = new Dictionary<string, string?> { ["MODULEBUILD_FAULT"] = (fate == 1 ? chance.Next(1, Points + 1) : 0).ToString(CultureInfo.InvariantCulture) };
        var limit = fate > 1 ? TimeSpan.FromMilliseconds(chance.Next(200, 3000)) : TimeSpan.FromMinutes(2);
        try
        {
            var result = await folder.RunAsync(point, limit, "promote", "feed", "dev", "--module", module, "--wait");
            return result.ExitCode is 137 or -1 ? null : result;
        }
        catch (TimeoutException) when (fate > 1)
        {
            return null;
        }
    }

    private static async Task RestAsync(StoreView store)
    {
        if ((await store.ReadAsync("dev")).Operation is { LeaseUntil: { } until } && until - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } lease)
        {
            await Task.Delay(lease + TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    // The model: one operation after another. Each release is the good one before it, with one module in another version.
    private static async Task<int> AssertSequentialAsync(ReleaseFolder folder, StoreView store, IReadOnlyCollection<string> brought)
    {
        await store.AssertWholeAsync("dev");
        var (open, good, releases, operations) = ((string?)null, new List<string>(), 0, 0);
        var seen = new HashSet<string>();
        foreach (var happened in (await store.LedgerAsync("dev")).Where(happened => happened.Operation is not null))
        {
            Assert.Equal(happened.Kind == LedgerEventKind.Began, open is null);
            open ??= happened.Operation;
            Assert.Equal(open, happened.Operation);
            if (happened.Kind == LedgerEventKind.Accepted)
            {
                Assert.Equal(++releases, happened.Release);
            }
            else if (happened.Kind == LedgerEventKind.Closed)
            {
                Assert.Equal(OperationOutcome.Succeeded, happened.Outcome);
                var set = (await store.ReadReleaseAsync("dev", releases)).Modules.Select(module => $"{module.Id} {module.Version}").ToList();
                var other = Assert.Single(set.Except(good));
                Assert.Equal([.. good.Where(module => module.Split(' ')[0] != other.Split(' ')[0]).Append(other).Order(StringComparer.Ordinal)], set); // no lost update
                seen.Add(other);
                (open, good, operations) = (null, set, operations + 1);
            }
        }

        Assert.Equal(good, folder.Running("dev"));
        Assert.Equal(brought.Order(StringComparer.Ordinal), brought.Where(seen.Contains).Order(StringComparer.Ordinal));
        return operations;
    }
}
