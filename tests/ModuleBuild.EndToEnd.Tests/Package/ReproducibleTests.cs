using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Package;

public sealed class ReproducibleTests
{
    [Theory]
    [InlineData("-c", "Release")]
    [InlineData("-c", "Debug", "-p:ContinuousIntegrationBuild=true")]
    [InlineData("-c", "Debug", "-p:ModuleBuildReproducible=true")]
    public async Task Two_clones_in_different_folders_give_the_same_package(params string[] arguments)
    {
        using var origin = await ModuleWorkspace.CreateAsync("origin");
        origin.AddModule();
        await origin.CommitAsync();
        using var first = await CloneAsync(origin, "first");
        using var second = await CloneAsync(origin, "second clone in a longer folder");

        Assert.Equal(await PackAsync(first), await PackAsync(second));

        async Task<string> PackAsync(TemporaryFolder clone)
        {
            var pack = await origin.Spawned.DotnetAsync(["pack", "-o", "out", .. arguments], clone["Acme.Orders"]);
            Assert.True(pack.Succeeded, pack.Log);
            return Convert.ToHexString(await File.ReadAllBytesAsync(clone["Acme.Orders/out/Acme.Orders.1.2.0.nupkg"]));
        }
    }

    [Fact]
    public async Task The_sbom_of_a_plain_build_is_the_same_in_two_clones_of_a_reproducible_project()
    {
        using var origin = await ModuleWorkspace.CreateAsync("origin");
        origin.AddModule(properties: "<ModuleBuildReproducible>true</ModuleBuildReproducible>");
        await origin.CommitAsync();
        using var first = await CloneAsync(origin, "first");
        using var second = await CloneAsync(origin, "second");

        Assert.Equal(await BuildAsync(first), await BuildAsync(second));

        async Task<string> BuildAsync(TemporaryFolder clone)
        {
            var build = await origin.Spawned.DotnetAsync(["build"], clone["Acme.Orders"]);
            Assert.True(build.Succeeded, build.Log);
            return await File.ReadAllTextAsync(clone["Acme.Orders/obj/Debug/net10.0/modulebuild/Acme.Orders.cdx.json"]);
        }
    }

    [Fact]
    public async Task The_time_in_the_sbom_is_the_time_of_the_commit()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var project = work.AddModule();
        await work.CommitAsync();

        var build = await work.InProcess.RunAsync(project, ["Build"]);

        Assert.True(build.Succeeded, build.Log);
        Assert.Contains("\"timestamp\": \"2026-01-02T03:04:05Z\"", File.ReadAllText(work["Acme.Orders/obj/Debug/net10.0/modulebuild/Acme.Orders.cdx.json"]), StringComparison.Ordinal);
    }

    private static async Task<TemporaryFolder> CloneAsync(ModuleWorkspace origin, string name)
    {
        var clone = new TemporaryFolder(name);
        (await ChildProcess.RunAsync("git", ["clone", "-q", origin.Path, clone.Path], clone.Path)).Succeeded();
        return clone;
    }
}
