using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Real processes want different things of one environment at once, and some of them are killed.</summary>
public sealed class CompetingPromotersTests(ITestOutputHelper output)
{
    private const int Promoters = 16;

    [Fact]
    public async Task Nobody_takes_back_what_another_brought_and_the_dead_are_finished_by_the_living()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        var modules = Enumerable.Range(1, Promoters).Select(number => string.Create(CultureInfo.InvariantCulture, $"Acme.M{number:00}")).ToList();
        modules.ForEach(module => TestPackage.Module(module, "1.0.0").WriteTo(folder["feed"]));
        (await folder.RunAsync(["promote", "feed", "dev", "--module", .. modules.Select(module => $"{module}@1.0.0")])).Succeeded();
        folder.WriteLease("staging", "2s");
        var clock = Stopwatch.StartNew();

        var results = await Task.WhenAll(modules.Select((module, index) => folder.RunAsync(
            index % 4 == 3 ? new Dictionary<string, string?> { ["MODULEBUILD_FAULT"] = (index + 1).ToString(CultureInfo.InvariantCulture) } : null,
            "promote", "dev", "staging", "--module", $"{module}@1.0.0", "--wait")));
        var settled = clock.Elapsed;
        var killed = modules.Where((_, index) => results[index].ExitCode != 0).ToList();
        Assert.All(results.Where((_, index) => index % 4 != 3), result => Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}\n{result.Output}\n{result.Error}"));
        foreach (var module in killed)
        {
            (await folder.RunAsync("promote", "dev", "staging", "--module", $"{module}@1.0.0", "--wait")).Succeeded();
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Promoters} promoters settled in {settled.TotalSeconds:0.0} s, {killed.Count} of them killed."));
        Assert.InRange(killed.Count, 1, Promoters / 4);
        Assert.Equal(modules.Select(module => $"{module} 1.0.0"), folder.Running("staging"));
        using var ledger = JsonDocument.Parse((await folder.RunAsync("ledger", "export", "staging")).Output);
        var operations = ledger.RootElement.GetProperty("staging").EnumerateArray().Select(entry => entry.GetProperty("event"))
            .Where(each => each.TryGetProperty("operation", out _)).GroupBy(each => each.GetProperty("operation").GetString()).ToList();
        Assert.Equal(Promoters, operations.Count);
        Assert.All(operations, operation => Assert.Equal("succeeded", Assert.Single(operation, each => each.TryGetProperty("outcome", out _)).GetProperty("outcome").GetString()));
    }
}
