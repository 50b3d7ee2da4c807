using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Locking;

/// <summary>What a build says where the lock cannot be brought up to date. Whatever it is, the old lock stays as it was.</summary>
public sealed class ServerTroubleTests
{
    [Fact]
    public async Task A_conflict_is_told_at_its_line_and_column_and_the_old_lock_stays()
    {
        using var modules = await LockedModules.CreateAsync();
        modules.Serve(TestPackage.Module("Depot.Catalog", "2.3.0").OnHost("Acme.Gateway", "[8.0,9.0)").DependsOn("Depot.Mail", "[1.4,2.0)"));
        using var server = await modules.StartServerAsync();
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        Assert.True((await modules.BuildAsync("Acme.Orders")).Succeeded);
        var before = modules.Lock;

        modules.Ask("Acme.Orders", ("Depot.Catalog", "[2.3,3.0)"), ("Depot.Mail", "[1.0,1.4)"));
        var build = await modules.BuildAsync("Acme.Orders", "--no-restore");

        Assert.False(build.Succeeded);
        var error = Assert.Single(build.Messages);
        Assert.Equal(("MB1013", modules.Work["Acme.Orders/module.json"]), (error.Code, error.File));
        var line = File.ReadAllLines(error.File)[error.Line - 1];
        Assert.Contains(line[(error.Column - 1)..], new[] { "\"Depot.Catalog\": \"[2.3,3.0)\",", "\"Depot.Mail\": \"[1.0,1.4)\"" });
        Assert.Contains("Depot.Mail [1.4,2.0)", build.Log, StringComparison.Ordinal);
        Assert.Equal(before, modules.Lock);
    }

    [Fact]
    public async Task Other_bytes_on_the_server_than_in_the_lock_are_not_taken()
    {
        using var modules = await LockedModules.CreateAsync();
        using var server = await modules.StartServerAsync();
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        Assert.True((await modules.BuildAsync("Acme.Orders")).Succeeded);
        var before = modules.Lock;

        modules.Serve(TestPackage.Module("Depot.Catalog", "2.1.0").OnHost("Acme.Gateway", "[8.0,9.0)").WithFile("lib/net10.0/other.txt", "somebody else's"));
        modules.ForgetCaches();
        modules.Ask("Acme.Orders", ("Depot.Catalog", "[2.1,3.0)"), ("Depot.Mail", "1.*"));
        var build = await modules.BuildAsync("Acme.Orders");

        Assert.False(build.Succeeded);
        Assert.Equal(["error MB1016 module.lock.json(0,0)"], build.Short);
        Assert.Contains("Depot.Catalog 2.1.0 from ", build.Log, StringComparison.Ordinal);
        Assert.Equal(before, modules.Lock);
    }

    [Fact]
    public async Task Other_bytes_in_a_restore_than_in_the_lock_are_not_built_with()
    {
        using var modules = await LockedModules.CreateAsync();
        using var server = await modules.StartServerAsync();
        var project = modules.Add("Acme.Orders", "<ModuleBuildDependencies>true</ModuleBuildDependencies>", ("Depot.Catalog", "[2.1,3.0)"));
        var text = await File.ReadAllTextAsync(project, TestContext.Current.CancellationToken);
        modules.Work.Write("Acme.Orders/Acme.Orders.csproj", text.Replace(
            "<FrameworkReference", """<PackageReference Include="Depot.Catalog" Version="2.1.0" /><FrameworkReference""", StringComparison.Ordinal));
        var first = await modules.BuildAsync("Acme.Orders");
        Assert.True(first.Succeeded, first.Log);

        modules.Serve(TestPackage.Module("Depot.Catalog", "2.1.0").OnHost("Acme.Gateway", "[8.0,9.0)").WithFile("content/other.txt", "somebody else's"));
        modules.ForgetCaches();
        var build = await modules.BuildAsync("Acme.Orders", "-p:ContinuousIntegrationBuild=true");

        Assert.False(build.Succeeded, build.Log);
        Assert.Equal(["error MB1016 module.lock.json(0,0)"], build.Short);
        Assert.StartsWith("Depot.Catalog 2.1.0 from restore has the content hash sha512-", build.Messages[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_fails_refuses_or_is_gone_is_told()
    {
        using var modules = await LockedModules.CreateAsync();
        using var server = await modules.StartServerAsync();
        modules.Add("Acme.Orders", "", ("Depot.Catalog", "[2.1,3.0)"));
        Assert.True((await modules.BuildAsync("Acme.Orders")).Succeeded);
        var before = modules.Lock;
        modules.Ask("Acme.Orders", ("Depot.Catalog", "[2.1,3.0)"), ("Depot.Mail", "1.*"));

        await server.BreakAsync(500);
        await FailsAsync("Package source 'modules' failed: it has a problem of its own (500). Try again later.");
        await server.MendAsync();
        await server.BreakAsync(401);
        await FailsAsync("Package source 'modules' failed: it asks for credentials (401), and got none that fit.");
        server.Kill();
        await FailsAsync("Package source 'modules' failed: it cannot be reached: nobody answers there.");

        async Task FailsAsync(string words)
        {
            var build = await modules.BuildAsync("Acme.Orders", "--no-restore");
            Assert.False(build.Succeeded);
            Assert.Equal(["error MB1015 module.lock.json(0,0)"], build.Short);
            Assert.Contains(words, build.Messages[0].Message, StringComparison.Ordinal);
            Assert.Equal(before, modules.Lock);
        }
    }
}
