using System.Text.Json;
using ModuleBuild.Cli.Tests.Resolution;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary><c>modulebuild index</c>, and resolution from what it wrote.</summary>
public sealed class IndexTests : IDisposable
{
    private readonly SampleWorkspace _work = new();

    [Fact]
    public async Task A_snapshot_answers_as_the_feed_does()
    {
        _work.PublishNewer();

        var index = await _work.RunAsync("index", "Acme.Reports", "--all", "-o", "feed.json.gz");
        var fromIndex = await _work.RunAsync("resolve", "--index", "feed.json.gz", "--root", "Acme.Reports", "--json");
        var fromFeed = await _work.RunAsync("resolve", "--root", "Acme.Reports", "--json");

        Assert.Equal(new ProcessResult(0, "Wrote feed.json.gz: 5 versions of 2 packages.\n", ""), index);
        Assert.Equal(0, fromFeed.ExitCode);
        Assert.Contains("\"Acme.Charts\": \"2.0.0\"", fromFeed.Output, StringComparison.Ordinal);
        Assert.Equal(fromFeed, fromIndex);
    }

    [Fact]
    public async Task Without_ids_it_begins_with_what_the_workspace_asks_for()
    {
        await _work.RunAsync("lock");
        _work.Module("src/billing", "\"Acme.Charts\": \"1.*\"");
        await _work.RunAsync("lock");

        var run = await _work.RunAsync("index");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(["Acme.Charts", "Acme.Reports"], document.RootElement.EnumerateArray().Select(entry => entry.GetProperty("id").GetString()));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Half_a_snapshot_is_not_written()
    {
        var run = await _work.RunAsync("index", "Acme.Gone", "-o", "feed.json");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("error MB1008", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["feed.json"]));
    }

    public void Dispose() => _work.Dispose();
}
