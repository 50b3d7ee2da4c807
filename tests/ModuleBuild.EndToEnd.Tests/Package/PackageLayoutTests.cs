using System.Text.Json.Nodes;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Package;

/// <summary>The SBOM names the places that NuGet really gives to files.</summary>
public sealed class PackageLayoutTests
{
    [Theory]
    [InlineData("<TargetFramework>net10.0-windows</TargetFramework>", "net10.0-windows7.0")]
    [InlineData("<TargetFrameworks>net10.0-windows;net10.0</TargetFrameworks>", "net10.0", "net10.0-windows7.0")]
    public async Task Folders_of_frameworks_are_those_of_the_package(string frameworks, params string[] folders)
    {
        using var work = await ModuleWorkspace.CreateAsync();
        using var tool = await InstalledTool.CreateAsync();
        Write(work, frameworks);

        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);
        var again = await tool.RunAsync(work.Path, "sbom", "Acme.Orders", "-o", "cli.cdx.json");

        Assert.True(pack.Succeeded, pack.Log);
        Assert.Empty(pack.Messages);
        var package = PackedModule.Read(Assert.Single(Directory.GetFiles(work["Acme.Orders/bin/Release"], "*.nupkg")));
        string[] expected =
        [
            "content/v.txt",
            "content/x.txt",
            "contentFiles/v.txt",
            .. folders.Select(folder => $"contentFiles/any/{folder}/x.txt"),
            .. folders.Select(folder => $"lib/{folder}/Acme.Orders.dll"),
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), package.Payload);
        Assert.Equal(package.Payload, Files(package.Text("module/Acme.Orders.cdx.json")));
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(
            package.Text("module/Acme.Orders.cdx.json"),
            await File.ReadAllTextAsync(work["cli.cdx.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_record_of_a_build_names_the_folder_of_the_package()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        Write(work, "<TargetFramework>net10.0-windows</TargetFramework>");

        var build = await work.Spawned.DotnetAsync(["build"], work["Acme.Orders"]);

        Assert.True(build.Succeeded, build.Log);
        Assert.Equal(
            ["lib/net10.0-windows7.0/Acme.Orders.dll"],
            Files(await File.ReadAllTextAsync(
                work["Acme.Orders/obj/Debug/net10.0-windows/modulebuild/Acme.Orders.cdx.json"], TestContext.Current.CancellationToken)));
    }

    private static void Write(ModuleWorkspace work, string frameworks)
    {
        work.AddModule(
            properties: $"""
                {frameworks}
                <EnableWindowsTargeting>true</EnableWindowsTargeting>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
                """,
            items: """
                <Content Include="x.txt" />
                <None Include="v.txt" Pack="true" PackagePath="content;contentFiles" />
                """);
        work.Write("Acme.Orders/x.txt", "x\n");
        work.Write("Acme.Orders/v.txt", "v\n");
    }

    private static IEnumerable<string> Files(string sbom) =>
        JsonNode.Parse(sbom)!["metadata"]!["component"]!["components"]!.AsArray()
            .Select(file => (string)file!["name"]!)
            .Order(StringComparer.Ordinal);
}
