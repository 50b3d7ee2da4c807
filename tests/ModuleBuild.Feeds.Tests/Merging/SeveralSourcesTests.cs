using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Feeds.Tests.Merging;

public sealed class SeveralSourcesTests
{
    private const string Mapping = """
        <packageSourceMapping>
          <packageSource key="own"><package pattern="Acme.*" /></packageSource>
          <packageSource key="public"><package pattern="Other.*" /></packageSource>
        </packageSourceMapping>
        """;

    private static readonly TestPackage A = TestPackage.Module("Acme.A", "1.0.0");
    private static readonly TestPackage Impostor = A.WithFile("lib/net10.0/evil.txt", "!");

    [Fact]
    public async Task Versions_of_all_sources_are_merged()
    {
        await using var scenario = await TwoAsync([A, TestPackage.Module("Acme.A", "2.0.0")], [A, TestPackage.Module("Acme.A", "1.5.0")]);

        Assert.Equal(["1.0.0", "1.5.0", "2.0.0"], await scenario.Open().VersionsAsync("Acme.A"));
        Assert.Equal("Acme.A 1.5.0", (await scenario.Open().FactsAsync("Acme.A", "1.5.0")).ToString());
    }

    [Fact]
    public async Task The_same_content_in_two_sources_is_fine()
    {
        await using var scenario = await TwoAsync([A], [A]);

        var first = await scenario.Open().FactsAsync("Acme.A", "1.0.0");

        Assert.Equal(first.Checksum, (await scenario.Open().FactsAsync("Acme.A", "1.0.0")).Checksum);
    }

    [Fact]
    public async Task Other_content_in_another_source_is_told_every_time()
    {
        await using var scenario = await TwoAsync([A], [Impostor]);
        const string Said = "MB1017 Acme.A 1.0.0 has other content in 'public' than in 'own'. "
            + "Say with package source mapping in nuget.config which source it comes from.";

        Assert.Equal(Said, await scenario.Open().FactsFailAsync("Acme.A", "1.0.0"));
        Assert.Equal(Said, await scenario.Open().FactsFailAsync("Acme.A", "1.0.0"));
        Assert.False(Directory.Exists(scenario["packages/acme.a/1.0.0"]));
    }

    [Fact]
    public async Task Other_content_is_told_where_one_of_them_is_installed()
    {
        await using var scenario = await TwoAsync([A], [Impostor]);
        await scenario.Open(options => options with { Sources = ["own"] }).FactsAsync("Acme.A", "1.0.0");

        Assert.StartsWith("MB1017 ", await scenario.Open().FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_content_in_a_server_and_a_folder_is_told()
    {
        await using var scenario = new FeedScenario();
        var server = await scenario.ServeAsync("served", null, A);
        scenario.Fill("feed", Impostor);
        scenario.Configure([("server", server.IndexUrl), ("folder", "feed")]);

        Assert.StartsWith("MB1017 Acme.A 1.0.0 has other content in 'folder' than in 'server'.", await scenario.Open().FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mapping_decides_who_is_asked()
    {
        await using var scenario = new FeedScenario();
        var own = await scenario.ServeAsync("one", null, A);
        var other = await scenario.ServeAsync("two", null, Impostor, TestPackage.Module("Other.B", "1.0.0"));
        scenario.Configure([("own", own.IndexUrl), ("public", other.IndexUrl)], Mapping);
        var source = scenario.Open();

        Assert.False(File.Exists(scenario["packages/acme.a/1.0.0/lib/net10.0/evil.txt"]));
        await source.FactsAsync("Acme.A", "1.0.0");
        Assert.Empty(other.Requests);
        await source.FactsAsync("Other.B", "1.0.0");
        Assert.DoesNotContain(own.Requests, request => request.Path.Contains("other.b", StringComparison.Ordinal));
        Assert.Equal(
            "MB1008 Third.C (any version) was not found in any source: package source mapping names none for it. "
            + "Add <package pattern=\"Third.C\" /> to a source in <packageSourceMapping> of nuget.config.",
            await source.VersionsFailAsync("Third.C"));
    }

    [Fact]
    public async Task A_source_that_fails_is_not_passed_over()
    {
        await using var scenario = new FeedScenario();
        var own = await scenario.ServeAsync("one", null, A);
        var other = await scenario.ServeAsync("two", null, A);
        scenario.Configure([("own", own.IndexUrl), ("public", other.IndexUrl)]);
        other.Break(new Fault("registration") { Status = 403 });

        Assert.StartsWith("MB1015 Package source 'public' failed: it refuses access (403)", await scenario.Open().VersionsFailAsync("Acme.A"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_of_the_configuration_counts()
    {
        await using var scenario = new FeedScenario();
        var own = await scenario.ServeAsync("one", null, A);
        var other = await scenario.ServeAsync("two", null, A);
        own.Deprecate("Acme.A", "1.0.0", "Says the first.");
        other.Deprecate("Acme.A", "1.0.0", "Says the second.");
        scenario.Configure([("own", own.IndexUrl), ("public", other.IndexUrl)]);

        Assert.Equal("Says the first.", (await scenario.Open().FactsAsync("Acme.A", "1.0.0")).Deprecated);
        Assert.DoesNotContain(other.Requests, request => request.Path.EndsWith(".nupkg", StringComparison.Ordinal) && request.Status != 200);
    }

    private static async Task<FeedScenario> TwoAsync(TestPackage[] own, TestPackage[] others)
    {
        var scenario = new FeedScenario();
        scenario.Configure(
        [
            ("own", (await scenario.ServeAsync("one", null, own)).IndexUrl),
            ("public", (await scenario.ServeAsync("two", null, others)).IndexUrl),
        ]);
        return scenario;
    }
}
