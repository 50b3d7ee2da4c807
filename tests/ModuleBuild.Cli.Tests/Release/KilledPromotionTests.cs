using System.Globalization;
using System.Text.Json;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Real processes are killed at real points; the next run finishes the work.</summary>
public sealed class KilledPromotionTests(ITestOutputHelper output)
{
    private static readonly string[] Promote = ["promote", "dev", "staging"];

    [Fact]
    public async Task Killed_at_every_point_the_next_run_finishes_and_nothing_is_mixed()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0")).Succeeded();
        (await folder.RunAsync(Promote)).Succeeded();
        folder.WriteLease("staging", "1s");
        var (points, kills) = (0, 0);
        for (var goesOn = true; goesOn; points++)
        {
            var (module, expected) = points % 2 == 0 ? ("Acme.B@2.0.0", "Acme.B 2.0.0") : ("Acme.B@1.0.0", "Acme.B 1.0.0");
            (await folder.RunAsync("promote", "feed", "dev", "--module", module, "--module", points % 2 == 0 ? "Acme.A@2.0.0" : "Acme.A@1.1.0")).Succeeded();

            var killed = await folder.RunAsync(Fault(points + 1), Promote);
            goesOn = killed.ExitCode != 0;
            kills += goesOn ? 1 : 0;
            var between = folder.Running("staging").ToList();
            await Task.Delay(goesOn ? TimeSpan.FromSeconds(1.1) : TimeSpan.Zero, TestContext.Current.CancellationToken);
            (await folder.RunAsync("resume", "staging")).Succeeded();
            (await folder.RunAsync(Promote)).Succeeded();

            Assert.Contains(string.Join(", ", between), new[] { "Acme.A 1.1.0, Acme.B 1.0.0", "Acme.A 2.0.0, Acme.B 2.0.0" });
            Assert.Contains(expected, folder.Running("staging"));
        }

        using var ledger = JsonDocument.Parse((await folder.RunAsync("ledger", "export", "staging")).Output);
        var events = ledger.RootElement.GetProperty("staging").EnumerateArray().Select(entry => entry.GetProperty("event")).Where(each => each.TryGetProperty("operation", out _)).ToList();
        Assert.All(events.GroupBy(each => each.GetProperty("operation").GetString()), operation =>
            Assert.Equal("succeeded", Assert.Single(operation, each => each.TryGetProperty("outcome", out _)).GetProperty("outcome").GetString()));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kills} processes killed, one at each point; all finished, none mixed."));
        Assert.True(kills >= 10, $"Only {kills} points were there to die at.");
    }

    private static Dictionary<string, string?> Fault(int point) => new() { ["MODULEBUILD_FAULT"] = point.ToString(CultureInfo.InvariantCulture) };
}
