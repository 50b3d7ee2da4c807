using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ModuleBuild.Cli.Tests.Publishing;

/// <summary>Real processes that publish to a real server process are killed at real points; the same command then finishes the work.</summary>
public sealed class KilledPublishTests(ITestOutputHelper output)
{
    private static readonly string[] Publish = ["publish", "out", "--source", "server"];

    [Fact]
    public async Task Killed_at_every_point_the_same_command_finishes_symbols_included()
    {
        using var folder = new PublishFolder();
        using var server = await folder.ServeAsync();
        await folder.CreateStoreAsync();
        var (kills, again, points) = (0, 0, 0);
        for (var goesOn = true; goesOn; points++)
        {
            // A version of its own for each point: nothing is there yet.
            foreach (var file in Directory.EnumerateFiles(folder["workspace/out"]))
            {
                File.Delete(file);
            }

            var version = string.Create(CultureInfo.InvariantCulture, $"1.0.{points}");
            folder.Pack("Acme.Base", version);
            folder.Pack("Acme.App", version, needs: "Acme.Base");
            var files = Directory.EnumerateFiles(folder["workspace/out"]).ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

            var killed = await folder.RunAsync(points + 1, Publish);
            goesOn = killed.ExitCode != 0;
            kills += goesOn ? 1 : 0;
            Assert.True(!goesOn || killed.ExitCode == 137, killed.Output + killed.Error);
            again += points % 2 == 1 && (await folder.RunAsync(1 + (points * 7 % Math.Max(3, 17 - points)), Publish)).ExitCode == 137 ? 1 : 0; // less and less is left to do
            var last = await folder.RunAsync(Publish);

            Assert.True(last.ExitCode == 0, last.Output + last.Error);
            var served = Directory.EnumerateFiles(folder["served"]).Where(path => path.Contains($".{version}.", StringComparison.Ordinal)).ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));
            Assert.Equal(files.OrderBy(file => file.Key, StringComparer.Ordinal), served.OrderBy(file => file.Key, StringComparer.Ordinal));
            Assert.All(await StatesAsync(folder, version), state => Assert.Equal("recorded", state));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kills} processes killed, one at each point, and {again} of those who went on; every file published once, all recorded."));
        Assert.True(kills >= 16, $"Only {kills} points were there to die at.");
        Assert.True(again >= kills / 3, $"Only {again} were killed twice.");
    }

    private static async Task<IEnumerable<string?>> StatesAsync(PublishFolder folder, string version)
    {
        var states = new List<string?>();
        foreach (var id in new[] { "acme.base", "acme.app" })
        {
            var shard = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)))[..2];
            using var json = JsonDocument.Parse(await folder.JournalAsync($"packages/{shard}/{id}/{version}.json"));
            var feed = Assert.Single(json.RootElement.GetProperty("feeds").EnumerateArray());
            Assert.True(feed.GetProperty("hasSymbols").GetBoolean());
            states.Add(feed.GetProperty("state").GetString());
        }

        return states;
    }
}
