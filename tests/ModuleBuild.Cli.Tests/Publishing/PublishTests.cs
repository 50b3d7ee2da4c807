using System.Text.Json;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Publishing;

/// <summary><c>modulebuild publish</c>.</summary>
public sealed class PublishTests
{
    private static readonly string[] ToServer = ["publish", "out", "--source", "server"];

    [Fact]
    public async Task Packages_are_pushed_in_the_order_of_their_needs_and_a_second_run_does_nothing()
    {
        using var folder = new PublishFolder();
        using var server = await folder.ServeAsync();
        await folder.CreateStoreAsync();
        folder.Pack("Acme.App", needs: "Acme.Base");
        folder.Pack("Acme.Base");

        var first = await folder.RunAsync(ToServer);
        var tip = await folder.TipAsync();
        await server.ForgetRequestsAsync();
        var second = await folder.RunAsync(ToServer);

        Assert.Equal(
            $"""
            To 'server' ({server.IndexUrl}); journal in {folder["store.git"]}.
              Package    Version  Package  Symbols
              Acme.Base  1.0.0    push     push
              Acme.App   1.0.0    push     push
            Acme.Base 1.0.0: pushed; symbols: pushed
            Acme.App 1.0.0: pushed; symbols: pushed
            2 packages: 2 pushed.

            """,
            first.Output);
        Assert.Equal((0, string.Empty), (first.ExitCode, first.Error));
        Assert.EndsWith("2 packages: 2 there already.\n", second.Output, StringComparison.Ordinal);
        Assert.Equal(tip, await folder.TipAsync());
        Assert.DoesNotContain(await server.RequestsAsync(), request => request.Method == "PUT");
        Assert.Contains("publishing: 6 entries, whole and in order.\n", (await folder.RunAsync("ledger", "verify")).Succeeded().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("publish", (await folder.RunAsync("env", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_pushes_and_journals_nothing()
    {
        using var folder = new PublishFolder();
        using var server = await folder.ServeAsync();
        await folder.CreateStoreAsync();
        folder.Pack("Acme.Base");

        var run = await folder.RunAsync([.. ToServer, "--dry-run", "--json"]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(string.Empty, await folder.TipAsync());
        Assert.DoesNotContain(await server.RequestsAsync(), request => request.Method != "GET");
        using var json = JsonDocument.Parse(run.Output);
        var package = Assert.Single(json.RootElement.GetProperty("packages").EnumerateArray());
        Assert.Equal(("Acme.Base", "push", "push"), (package.GetProperty("id").GetString(), package.GetProperty("package").GetString(), package.GetProperty("symbols").GetString()));
        Assert.True(json.RootElement.GetProperty("dryRun").GetBoolean());
    }

    [Fact]
    public async Task Evidence_is_written_into_a_folder_and_told_with_the_files_and_the_changelog()
    {
        using var folder = new PublishFolder();
        await folder.CreateStoreAsync();
        folder.Pack("Acme.Base");
        TestPackage.Module("Acme.App", "1.0.0").WithChangelog().WithEvidence("findings.sarif", "findings", "{}").WithEvidence("Acme.App.vex.json", "vex", "{ }")
            .WithEvidence("other.txt", "other", "other").WithSbom().WriteTo(folder["workspace/out"]);

        string[] command = ["publish", "out", "--source", "folder", "--evidence", "shown", "--json"];
        var first = await folder.RunAsync(command);
        var second = await folder.RunAsync(command);

        Assert.Equal(
            ["Acme.App.1.0.0.cdx.json", "Acme.App.1.0.0.findings.sarif", "Acme.App.1.0.0.vex.json", "Acme.Base.1.0.0.cdx.json"],
            Directory.EnumerateFiles(folder["workspace/shown"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var json = JsonDocument.Parse(first.Succeeded().Output);
        var packages = json.RootElement.GetProperty("packages").EnumerateArray().ToList();
        Assert.Equal(["- Something.", "- Something."], packages.Select(package => package.GetProperty("notes").GetString()));
        Assert.Equal(
            ["sbom Acme.App.1.0.0.cdx.json", "vex Acme.App.1.0.0.vex.json", "findings Acme.App.1.0.0.findings.sarif"],
            packages.Single(package => package.GetProperty("id").GetString() == "Acme.App").GetProperty("evidence").EnumerateArray()
                .Select(evidence => $"{evidence.GetProperty("kind").GetString()} {Path.GetFileName(evidence.GetProperty("file").GetString())}"));
        Assert.All(packages, package => Assert.True(File.Exists(package.GetProperty("file").GetString())));
        using var again = JsonDocument.Parse(second.Succeeded().Output);
        Assert.Matches("^[0-9a-f]{16}$", json.RootElement.GetProperty("run").GetString()!);
        Assert.Equal(json.RootElement.GetProperty("run").GetString(), again.RootElement.GetProperty("run").GetString());
    }

    [Fact]
    public async Task Program_is_told_what_speaks_against_it()
    {
        using var folder = new PublishFolder();
        await folder.CreateStoreAsync();
        TestPackage.Module("Acme.Bad", "1.0.0").WithSbom().WriteTo(folder["workspace/out"]);

        var run = await folder.RunAsync("publish", "out", "--source", "folder", "--evidence", "shown", "--json");

        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("blocked").GetBoolean());
        Assert.Equal("MB6006", Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        Assert.False(Directory.Exists(folder["workspace/shown"]));
    }

    [Fact]
    public async Task All_that_speaks_against_it_is_told_and_nothing_is_pushed()
    {
        using var folder = new PublishFolder();
        folder.Pack("Acme.Good");
        TestPackage.Module("Acme.Bad", "1.0.0").WithFile("content/appsettings.Development.json", "{}").WithSbom().WriteTo(folder["workspace/out"]);

        var run = await folder.RunAsync("publish", "out/*.nupkg", "--source", "folder", "--store", "../none.git", "--no-symbols");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Acme.Bad.1.0.0.nupkg: error MB6001: Acme.Bad 1.0.0 carries 'content/appsettings.Development.json'", run.Error, StringComparison.Ordinal);
        Assert.Contains("error MB6006: Acme.Bad 1.0.0 has no entry in its changelog: it carries no module/CHANGELOG.md.", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was pushed: every package has to pass first.\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder["feed"]));
    }

    [Fact]
    public async Task Without_a_store_what_the_feed_has_tells_what_is_done()
    {
        using var folder = new PublishFolder();
        File.WriteAllText(folder["workspace/modulebuild.json"], """{ "release": { "publish": { "source": "folder" } } }""");
        folder.Pack("Acme.Base");

        var first = await folder.RunAsync("publish", "out");
        var second = await folder.RunAsync("publish", "out");
        folder.Pack("Acme.Base", content: "packed again");
        var third = await folder.RunAsync("publish", "out");

        Assert.Contains("; no journal: what the feed has tells what is done.\n", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 package: 1 pushed.\n", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 package: 1 there already.\n", second.Output, StringComparison.Ordinal);
        Assert.Equal(1, third.ExitCode);
        Assert.Contains("error MB6002: Acme.Base 1.0.0 cannot be published to 'folder': it has this version with other bytes.", third.Error, StringComparison.Ordinal);
        Assert.Equal(["Acme.Base.1.0.0.nupkg", "Acme.Base.1.0.0.snupkg"], Directory.EnumerateFiles(folder["feed"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lost_answers_and_trouble_of_the_server_are_overcome()
    {
        using var folder = new PublishFolder();
        await using var server = await NuGetServer.StartAsync(folder["served"], new NuGetServerOptions { ApiKey = "the key", Countersigns = true });
        folder.Configure(server.IndexUrl);
        await folder.CreateStoreAsync();
        folder.Pack("Acme.Base");
        server.Break(new Fault("push") { Lose = true, Times = 1 });
        server.Break(new Fault("symbols") { Status = 503, Undone = true, Times = 1 });

        var run = await folder.RunAsync([.. ToServer, "--api-key-env", "THE_KEY"]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.EndsWith("Acme.Base 1.0.0: there already; symbols: pushed\n1 package: 1 there already.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count(request => request.Method == "PUT"));
    }

    [Fact]
    public async Task Refused_key_ends_the_run_with_the_way_out()
    {
        using var folder = new PublishFolder();
        await using var server = await NuGetServer.StartAsync(folder["served"], new NuGetServerOptions { ApiKey = "another key" });
        folder.Configure(server.IndexUrl);
        folder.Pack("Acme.Base");

        var run = await folder.RunAsync([.. ToServer, "--api-key-env", "THE_KEY", "--store", "../store.git"]);
        await folder.CreateStoreAsync();
        var again = await folder.RunAsync([.. ToServer, "--api-key-env", "THE_KEY"]);

        Assert.Equal((1, 1), (run.ExitCode, again.ExitCode));
        Assert.Contains("error MB6010", run.Error, StringComparison.Ordinal);
        Assert.Contains("error MB6008: Acme.Base 1.0.0 was not published to 'server': it refuses the key (403", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("the key", again.Output + again.Error.Replace("refuses the key", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No feed is named.", "publish", "out")]
    [InlineData("There is no .nupkg in 'empty'.", "publish", "empty", "--source", "folder")]
    [InlineData("There is no 'nowhere'.", "publish", "nowhere", "--source", "folder")]
    [InlineData("The environment variable 'NO_SUCH_KEY' of --api-key-env is not set, or empty.", "publish", "out", "--source", "folder", "--api-key-env", "NO_SUCH_KEY")]
    public async Task Slip_on_the_command_line_is_told(string message, params string[] arguments)
    {
        using var folder = new PublishFolder();
        folder.Pack("Acme.Base");
        Directory.CreateDirectory(folder["workspace/empty"]);

        var run = await folder.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_that_comes_next_and_notes_are_read_from_packages()
    {
        using var folder = new PublishFolder();
        folder.Pack("Acme.Base");
        TestPackage.Module("Acme.Base", "1.1.0").WithEvidence(
            "CHANGELOG.md", "changelog", "## [Unreleased]\n\n### Added\n\n- More.\n\n## [1.1.0]\n\n- New.\n\n## [1.0.0]\n\n- First.\n").WithSbom().WriteTo(folder["workspace/out"]);

        var next = await folder.RunAsync("version", "next", "out/Acme.Base.1.1.0.nupkg", "--json");
        var notes = await folder.RunAsync("version", "notes", "out/Acme.Base.1.0.0.nupkg", "out/Acme.Base.1.1.0.nupkg");

        using var json = JsonDocument.Parse(next.Succeeded().Output);
        Assert.Equal("1.1.0", json.RootElement.GetProperty("version").GetString());
        Assert.Equal("# Acme.Base 1.1.0\n\nSince 1.0.0.\n\n## Changes in 1.1.0\n\n- New.\n", notes.Succeeded().Output);
    }
}
