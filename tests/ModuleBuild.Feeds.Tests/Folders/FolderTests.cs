using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Feeds.Tests.Folders;

public sealed class FolderTests
{
    private static readonly TestPackage A = TestPackage.Module("Acme.A", "1.0.0").DependsOn("Acme.B", "[1.0,2.0)");

    [Fact]
    public async Task A_flat_folder_is_a_source()
    {
        await using var scenario = new FeedScenario();
        scenario.Fill("feed", A, TestPackage.Module("Acme.A", "1.1.0-rc.1"), TestPackage.Module("Acme.A.More", "3.0.0"));
        scenario.Configure([("folder", "feed")]);
        var source = scenario.Open();

        Assert.Equal(["1.0.0", "1.1.0-rc.1"], await source.VersionsAsync("acme.a"));
        Assert.Empty(await source.VersionsAsync("Acme.Nobody"));
        var facts = await source.FactsAsync("acme.a", "1.0.0");
        Assert.Equal(["Acme.B"], facts.Dependencies.Select(need => need.Id));
        Assert.Equal("Acme.A", facts.Id);
    }

    [Fact]
    public async Task A_folder_in_the_layout_of_the_packages_folder_is_a_source()
    {
        await using var scenario = new FeedScenario();
        scenario.Fill("feed", A);
        scenario.Configure([("folder", "feed")]);
        await scenario.Open().FactsAsync("Acme.A", "1.0.0");
        scenario.Configure([("layout", "packages")], "<config><clear /><add key=\"globalPackagesFolder\" value=\"others\" /></config>");

        Assert.Equal(["1.0.0"], await scenario.Open().VersionsAsync("Acme.A"));
        Assert.True((await scenario.Open().FactsAsync("Acme.A", "1.0.0")).IsModule);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_id_is_spelt_as_the_package_spells_it(bool isModule)
    {
        await using var scenario = new FeedScenario();
        scenario.Fill("feed", isModule ? A : TestPackage.Library("Acme.A", "1.0.0"));
        scenario.Configure([("folder", "feed")]);
        var source = scenario.Open();

        Assert.Equal("Acme.A", (await source.GetVersionsAsync("aCME.a", FeedScenario.Cancellation)).Value!.Id);
        Assert.Equal("Acme.A", (await source.FactsAsync("aCME.a", "1.0.0")).Id);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told()
    {
        await using var scenario = new FeedScenario();
        scenario.Configure([("folder", "nowhere")]);

        Assert.Equal(
            $"MB1015 Package source 'folder' failed: there is no folder '{scenario["nowhere"]}'. Make it, or take the source out of nuget.config.",
            await scenario.Open().VersionsFailAsync("Acme.A"));
    }

    [Fact]
    public async Task A_file_that_is_no_package_is_told()
    {
        await using var scenario = new FeedScenario();
        scenario.Write("feed/Acme.A.1.0.0.nupkg", "no archive");
        scenario.Configure([("folder", "feed")]);
        var source = scenario.Open();

        var (versions, problem) = await source.GetVersionsAsync("Acme.A", FeedScenario.Cancellation);

        Assert.True(versions is null || problem is null);
        Assert.StartsWith("MB10", versions is null ? problem!.Code : await source.FactsFailAsync("Acme.A", "1.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_that_are_the_same_number_are_one()
    {
        await using var scenario = new FeedScenario();
        scenario.Fill("feed", TestPackage.Library("Acme.A", "1.0"), TestPackage.Library("Acme.A", "2.0.0+build.1"));
        scenario.Configure([("folder", "feed")]);
        var source = scenario.Open();

        Assert.Equal(["1.0.0", "2.0.0"], await source.VersionsAsync("Acme.A"));
        Assert.Equal("Acme.A 2.0.0", (await source.FactsAsync("Acme.A", "2.0.0")).ToString());
        Assert.Equal("Acme.A 1.0.0", (await source.FactsAsync("Acme.A", "1")).ToString());
    }
}
