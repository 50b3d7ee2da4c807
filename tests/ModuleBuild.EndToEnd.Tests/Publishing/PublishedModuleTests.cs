using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Publishing;

/// <summary>A module that was really packed, published by the installed command to a server process.</summary>
public sealed class PublishedModuleTests
{
    private const string Package = "Acme.Orders/bin/Release/Acme.Orders.1.2.0.nupkg";

    [Fact]
    public async Task Packed_module_is_published_with_its_symbols_and_once_and_released_as_the_README_says()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        using var tool = await InstalledTool.CreateAsync();
        using var server = await NuGetServerProcess.StartAsync(work["served"]);
        work.AddModule(
            properties: "<IncludeSymbols>true</IncludeSymbols><SymbolPackageFormat>snupkg</SymbolPackageFormat>",
            items: """<None Include="data/**" Pack="true" PackagePath="content/" />""");
        work.Write("Acme.Orders/data/A name + ümlaut [1].txt", "Names in packages are written as addresses.");
        work.Write("Acme.Orders/CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- More.\n\n## [1.2.0] - 2026-01-02\n\n- Orders.\n");
        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);
        Assert.True(pack.Succeeded, pack.Log);
        work.Write("nuget.config", $"""
            <configuration><packageSources><clear /><add key="server" value="{server.IndexUrl}" allowInsecureConnections="true" /></packageSources></configuration>
            """);

        // Release builds have no points at which a process dies.
        var first = await tool.RunAsync(work.Path, new Dictionary<string, string?> { ["MODULEBUILD_FAULT"] = "1" }, "publish", "Acme.Orders/bin/Release", "--source", "server");
        var second = await tool.RunAsync(work.Path, "publish", "Acme.Orders/bin/Release", "--source", "server");
        var next = await tool.RunAsync(work.Path, "version", "next", "Acme.Orders");
        var notes = await tool.RunAsync(work.Path, "version", "notes", Package, Package);

        Assert.True(first.ExitCode == 0, first.Output + first.Error);
        Assert.EndsWith("Acme.Orders 1.2.0: pushed; symbols: pushed\n1 package: 1 pushed.\n", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 package: 1 there already.\n", second.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(["Acme.Orders.1.2.0.nupkg", "Acme.Orders.1.2.0.snupkg"], Directory.EnumerateFiles(work["served"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("1.2.0\n", next.Succeeded().Output);
        Assert.Equal("# Acme.Orders 1.2.0\n\nSince 1.2.0.\n", notes.Succeeded().Output);
        await ReleaseAsTheReadmeSaysAsync(tool, work["Acme.Orders"], work["packages"]);
        Assert.Contains("\"Acme.Orders\"", await File.ReadAllTextAsync(work["run/staging/current.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task ReleaseAsTheReadmeSaysAsync(InstalledTool tool, string folder, string packages)
    {
        var section = (await File.ReadAllTextAsync(RepositoryFolder.Combine("README.md"))).Split("\n## Release it\n")[1];
        var lines = section.Split("```\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("dotnet pack", lines[0]); // as it was
        foreach (var line in lines.Skip(1))
        {
            var words = line.Split(' ');
            Assert.Equal("modulebuild", words[0]);
            // A folder of its own: other tests have an Acme.Orders 1.2.0 with other bytes.
            var run = await tool.RunAsync(folder, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = packages }, words[1..]);
            Assert.True(run.ExitCode == 0, $"{line}\n{run.Output}{run.Error}");
        }
    }
}
