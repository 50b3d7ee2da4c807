using System.Text.Json.Nodes;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Compatibility;

/// <summary>The stage that compares a module with the versions of its host that the feed has.</summary>
public sealed class HostVersionTests
{
    private const string Calls = "internal static class Uses { public static int Open(global::Acme.Weir.IGates gates) => gates.Open(\"north\"); }";
    private const string Implements = "internal sealed class Gauge : global::Acme.Weir.IGauge { public int Level() => 1; }";

    [Fact]
    public async Task A_newer_host_lacks_a_member_that_the_module_calls()
    {
        using var work = await ModuleAsync("[8.3,8.5)", Calls);

        var build = await BuildAsync(work);

        Assert.False(build.Succeeded, build.Log);
        var error = Assert.Single(build.Messages);
        Assert.StartsWith("error MB3001 module.json(", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "Acme.Orders.dll calls Acme.Weir.IGates.Open(String), absent in Acme.Weir 8.4.0 (range [8.3,8.5)). Narrow the range to \"[8.3,8.4.0)\".",
            error.Message);
    }

    [Fact]
    public async Task A_newer_host_demands_a_member_that_the_module_does_not_have()
    {
        using var work = await ModuleAsync("[8.3,9.0)", Implements);

        var build = await BuildAsync(work);

        Assert.False(build.Succeeded, build.Log);
        var error = Assert.Single(build.Messages);
        Assert.StartsWith("error MB3002 module.json(", error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(
            "Acme.Orders.Gauge does not implement Acme.Weir.IGauge.Unit(), which Acme.Weir 8.5.0 demands (range [8.3,9.0)). Narrow the range to \"[8.3,8.5.0)\"",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_declared_range_everything_is_there_and_nothing_runs_again()
    {
        using var work = await ModuleAsync("[8.3,8.4.0)", Calls + "\n" + Implements);

        var build = await BuildAsync(work);
        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
        var stamp = File.GetLastWriteTimeUtc(work.StampOf("Acme.Orders"));
        await BuildAsync(work);

        Assert.Equal(stamp, File.GetLastWriteTimeUtc(work.StampOf("Acme.Orders")));
    }

    [Fact]
    public async Task The_switch_turns_it_off()
    {
        using var work = await ModuleAsync("[8.3,9.0)", Calls + "\n" + Implements, "<ModuleBuildCompare>false</ModuleBuildCompare>");

        Assert.True((await BuildAsync(work)).Succeeded);
    }

    private static Task<BuildOutcome> BuildAsync(ModuleWorkspace work) => work.InProcess.RunAsync(work["Acme.Orders/Acme.Orders.csproj"], ["Build"]);

    private static async Task<ModuleWorkspace> ModuleAsync(string range, string source, string properties = "")
    {
        var work = await ModuleWorkspace.CreateAsync();
        WeirPackages.WriteTo(work["local"]);
        work.UseOnlyLocalFeed();
        work.AddModule("Acme.Orders", properties, """<PackageReference Include="Acme.Weir" Version="8.3.0" />""");
        var manifest = ModuleWorkspace.Manifest("Acme.Orders");
        manifest["host"] = new JsonObject { ["Acme.Weir"] = range };
        work.Write("Acme.Orders/module.json", manifest.ToJsonString(new() { WriteIndented = true }));
        work.Write("Acme.Orders/Uses.cs", "namespace Acme.Orders;\n" + source);
        return work;
    }
}
