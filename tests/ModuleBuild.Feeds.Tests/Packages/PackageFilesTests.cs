using ModuleBuild.Core.Ports;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Packages;

/// <summary>What is in packages, for those who read assemblies.</summary>
public sealed class PackageFilesTests
{
    private static readonly TestPackage Gateway = TestPackage.Library("Acme.Gateway", "8.3.0").DependsOn("Acme.Gateway.Types", "8.3")
        .WithFile("lib/net8.0/Acme.Gateway.dll", "old").WithFile("lib/net10.0/Acme.Gateway.dll", "new").WithFile("lib/net10.0/de/Acme.Gateway.resources.dll", "de");

    [Fact]
    public async Task A_version_is_extracted_as_restore_does_and_gives_the_assemblies_of_the_framework()
    {
        await using var scenario = Scenario(Gateway);
        var files = Open(scenario);

        var (package, problem) = await files.GetAssembliesAsync("acme.gateway", NuGetVersion.Parse("8.3.0"), "net9.0", FeedScenario.Cancellation);

        Assert.Null(problem);
        Assert.Equal([scenario["packages/acme.gateway/8.3.0/lib/net8.0/Acme.Gateway.dll"]], package!.Paths);
        Assert.Equal(["net10.0", "net8.0"], package.Frameworks.Order(StringComparer.Ordinal));
        Assert.Equal(["Acme.Gateway.Types"], package.Needs.Select(need => need.Id));
        Assert.Equal(scenario["packages/acme.gateway/8.3.0"], package.Folder);
        Assert.NotEmpty(package.ContentHash);
        Assert.Equal([scenario["feed"]], files.Sources);
    }

    [Fact]
    public async Task Where_nothing_fits_the_framework_there_is_no_assembly()
    {
        await using var scenario = Scenario(Gateway);

        var (package, _) = await Open(scenario).GetAssembliesAsync("Acme.Gateway", NuGetVersion.Parse("8.3.0"), "netstandard2.0", FeedScenario.Cancellation);

        Assert.Empty(package!.Paths);
    }

    [Fact]
    public async Task What_no_source_lists_is_told_apart()
    {
        await using var scenario = Scenario(Gateway);
        await Open(scenario).GetAssembliesAsync("Acme.Gateway", NuGetVersion.Parse("8.3.0"), "net10.0", FeedScenario.Cancellation);
        File.Delete(scenario["feed/Acme.Gateway.8.3.0.nupkg"]);
        scenario.Fill("feed", TestPackage.Library("Acme.Gateway", "8.4.0"));

        var known = await Open(scenario).GetVersionsAsync("Acme.Gateway", FeedScenario.Cancellation);

        Assert.Null(known.Problem);
        Assert.Equal(["8.3.0", "8.4.0"], known.Versions.Versions.Select(each => each.Version.ToNormalizedString()));
        Assert.Equal(["8.3.0"], known.OnlyHere.Select(version => version.ToNormalizedString()));
    }

    [Fact]
    public async Task A_version_that_is_nowhere_is_a_problem()
    {
        await using var scenario = Scenario(Gateway);

        var (package, problem) = await Open(scenario).GetAssembliesAsync("Acme.Gateway", NuGetVersion.Parse("9.0.0"), "net10.0", FeedScenario.Cancellation);

        Assert.Null(package);
        Assert.Equal("MB1021", problem!.Code);
    }

    private static FeedScenario Scenario(params TestPackage[] packages)
    {
        var scenario = new FeedScenario();
        scenario.Fill("feed", packages);
        scenario.Configure([("local", "feed")]);
        return scenario;
    }

    private static IPackageFiles Open(FeedScenario scenario)
    {
        var (files, findings) = NuGetFeeds.OpenFiles(scenario.Options);
        Assert.Empty(findings);
        return files!;
    }
}
