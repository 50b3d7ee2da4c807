using System.Text.Json.Nodes;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Locking;

/// <summary>A lock whose packages come from a NuGet V3 server, which is a process of its own: at the desk, in CI, and without it.</summary>
public sealed class ServerTests
{
    private const string Ci = "-p:ContinuousIntegrationBuild=true";

    [Fact]
    public async Task A_lock_of_the_desk_is_held_in_CI_and_builds_without_the_server()
    {
        using var modules = await LockedModules.CreateAsync();
        using var server = await modules.StartServerAsync();
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));

        var desk = await modules.BuildAsync("Acme.Orders");
        Assert.True(desk.Succeeded, desk.Log);
        Assert.Contains("module.lock.json: written with 1 package. Commit it.", desk.Log, StringComparison.Ordinal);
        Assert.Contains(new ServedRequest("GET", "/v3/flat/depot.catalog/2.1.0/depot.catalog.2.1.0.nupkg", 200), await server.RequestsAsync());
        var (bytes, written) = (modules.Lock, File.GetLastWriteTimeUtc(modules.LockPath));

        await server.ForgetRequestsAsync();
        modules.ForgetBuilds();
        var current = await modules.BuildAsync("Acme.Orders", Ci);
        Assert.True(current.Succeeded, current.Log);

        modules.Ask("Acme.Orders", ("Depot.Catalog", "[2.2,3.0)"));
        var stale = await modules.BuildAsync("Acme.Orders", Ci);
        Assert.False(stale.Succeeded);
        Assert.Equal(["error MB1011 module.lock.json(0,0)"], stale.Short);
        Assert.Contains("  Acme.Orders: Depot.Catalog [2.1,3.0) -> [2.2,3.0)", stale.Log, StringComparison.Ordinal);
        Assert.Contains("  Depot.Catalog 2.1.0 -> must satisfy [2.2,3.0) (Acme.Orders)", stale.Log, StringComparison.Ordinal);
        Assert.Empty(await server.RequestsAsync());

        server.Kill();
        modules.Ask("Acme.Orders", ("Depot.Catalog", "[2.1,3.0)"));
        modules.ForgetBuilds();
        var alone = await modules.BuildAsync("Acme.Orders");
        Assert.True(alone.Succeeded, alone.Log);
        Assert.Equal((bytes, written), (modules.Lock, File.GetLastWriteTimeUtc(modules.LockPath)));
    }

    [Fact]
    public async Task A_version_is_taken_as_soon_as_it_is_pushed_and_taken_back_offline()
    {
        using var modules = await LockedModules.CreateAsync();
        using var server = await modules.StartServerAsync();
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        var first = await modules.BuildAsync("Acme.Orders");
        Assert.True(first.Succeeded, first.Log);
        var bytes = modules.Lock;

        await modules.PushAsync(TestPackage.Module("Depot.Catalog", "2.2.0").OnHost("Acme.Gateway", "[8.0,9.0)"));
        modules.Ask("Acme.Orders", ("Depot.Catalog", "[2.2,3.0)"));
        var moved = await modules.BuildAsync("Acme.Orders", "--no-restore");
        Assert.True(moved.Succeeded, moved.Log);
        Assert.Contains("module.lock.json: Depot.Catalog 2.1.0 -> 2.2.0 (", moved.Log, StringComparison.Ordinal);

        server.Kill();
        modules.Ask("Acme.Orders", ("Depot.Catalog", "[2.1,2.2)"));
        var back = await modules.BuildAsync("Acme.Orders", "--no-restore", "-p:ModuleBuildOffline=true");
        Assert.True(back.Succeeded, back.Log);
        Assert.Contains("module.lock.json: Depot.Catalog 2.2.0 -> 2.1.0 (", back.Log, StringComparison.Ordinal);
        Assert.Equal(ContentHash(bytes), ContentHash(modules.Lock));
    }

    [Fact]
    public async Task Two_builds_at_once_write_the_lock_once_and_download_each_package_once()
    {
        using var modules = await LockedModules.CreateAsync();
        using var server = await modules.StartServerAsync(TimeSpan.FromMilliseconds(50));
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        modules.Add("Acme.Shop", "", ("Depot.Mail", "1.*"));

        var builds = await Task.WhenAll(modules.BuildAsync("Acme.Orders"), modules.BuildAsync("Acme.Shop"));

        Assert.All(builds, build => Assert.True(build.Succeeded, build.Log));
        Assert.Single(builds, build => build.Log.Contains("module.lock.json: written with 2 packages.", StringComparison.Ordinal));
        Assert.Single(builds, build => !build.Log.Contains("module.lock.json:", StringComparison.Ordinal));
        Assert.Equal(["Acme.Orders", "Acme.Shop"], JsonNode.Parse(modules.Lock)!["modules"]!.AsObject().Select(module => module.Key));
        Assert.Equal(
            ["/v3/flat/depot.catalog/2.1.0/depot.catalog.2.1.0.nupkg", "/v3/flat/depot.mail/1.4.0/depot.mail.1.4.0.nupkg"],
            (await server.RequestsAsync()).Select(request => request.Path).Where(path => path.EndsWith(".nupkg", StringComparison.Ordinal)).Order());
    }

    private static string ContentHash(string text) => (string)JsonNode.Parse(text)!["packages"]!["Depot.Catalog"]!["contentHash"]!;
}
