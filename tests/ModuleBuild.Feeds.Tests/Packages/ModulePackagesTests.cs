using ModuleBuild.Core.Ports;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Packages;

/// <summary>Packages of modules as files.</summary>
public sealed class ModulePackagesTests
{
    private static readonly NuGetVersion Version = NuGetVersion.Parse("1.0.0");

    private static readonly TestPackage Orders = TestPackage.Module("Acme.Orders", "1.0.0");

    [Fact]
    public async Task Package_is_brought_and_hashed()
    {
        await using var scenario = Scenario();

        var (package, problem) = await Open(scenario).GetAsync("acme.orders", Version, FeedScenario.Cancellation);

        Assert.Null(problem);
        Assert.Equal(("Acme.Orders", "1.0.0"), (package!.Id, package.Version.ToNormalizedString()));
        Assert.Equal(scenario["packages/acme.orders/1.0.0/acme.orders.1.0.0.nupkg"], package.Path);
        Assert.Equal(Convert.ToBase64String(System.Security.Cryptography.SHA512.HashData(Orders.ToBytes())), package.ContentHash);
        Assert.Null(package.Signature);
    }

    [Fact]
    public async Task Package_that_was_exchanged_on_this_machine_has_another_hash()
    {
        await using var scenario = Scenario();
        var first = await Open(scenario).GetAsync("Acme.Orders", Version, FeedScenario.Cancellation);
        await File.WriteAllBytesAsync(first.Value!.Path, Orders.WithFile("lib/net10.0/Evil.dll", "evil").ToBytes(), FeedScenario.Cancellation);

        var second = await Open(scenario).GetAsync("Acme.Orders", Version, FeedScenario.Cancellation);

        Assert.NotEqual(first.Value.ContentHash, second.Value!.ContentHash);
    }

    [Fact]
    public async Task File_by_the_name_of_a_signature_is_none()
    {
        await using var scenario = Scenario();
        var first = await Open(scenario).GetAsync("Acme.Orders", Version, FeedScenario.Cancellation);
        await File.WriteAllBytesAsync(first.Value!.Path, Orders.WithFile(".signature.p7s", "signed, believe me").ToBytes(), FeedScenario.Cancellation);

        var second = await Open(scenario).GetAsync("Acme.Orders", Version, FeedScenario.Cancellation);

        Assert.Null(second.Value?.Signature);
    }

    [Theory]
    [InlineData("no package")]
    [InlineData("")]
    public async Task Damaged_package_is_MB1021(string content)
    {
        await using var scenario = Scenario();
        var first = await Open(scenario).GetAsync("Acme.Orders", Version, FeedScenario.Cancellation);
        await File.WriteAllTextAsync(first.Value!.Path, content, FeedScenario.Cancellation);

        Assert.Equal("MB1021", (await Open(scenario).GetAsync("Acme.Orders", Version, FeedScenario.Cancellation)).Problem!.Code);
    }

    [Theory]
    [InlineData("Acme.Orders", "2.0.0")]
    [InlineData("Acme.Nobody", "1.0.0")]
    [InlineData("../../etc", "1.0.0")]
    public async Task Package_that_is_nowhere_is_a_problem(string id, string version)
    {
        await using var scenario = Scenario();

        Assert.NotNull((await Open(scenario).GetAsync(id, NuGetVersion.Parse(version), FeedScenario.Cancellation)).Problem);
    }

    private static FeedScenario Scenario()
    {
        var scenario = new FeedScenario();
        scenario.Fill("feed", Orders);
        scenario.Configure([("local", "feed")]);
        return scenario;
    }

    private static IModulePackages Open(FeedScenario scenario)
    {
        var (source, findings) = NuGetFeeds.OpenModules(scenario.Options);
        Assert.Empty(findings);
        return source!;
    }
}
