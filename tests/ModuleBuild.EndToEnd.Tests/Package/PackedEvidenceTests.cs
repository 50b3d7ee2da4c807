using System.Text.Json.Nodes;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Package;

public sealed class PackedEvidenceTests
{
    [Fact]
    public async Task The_package_carries_manifest_sbom_page_and_an_index_whose_hashes_match()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        var manifest = JsonNode.Parse(File.ReadAllText(work["Acme.Orders/module.json"]))!;
        manifest["configuration"] = new JsonObject { ["section"] = "Acme:Orders", ["schema"] = "settings/orders.schema.json" };
        work.Write("Acme.Orders/module.json", manifest.ToJsonString());
        work.Write("Acme.Orders/settings/orders.schema.json", """{ "type": "object", "properties": { "Retries": { "type": "integer" } } }""");

        var package = await PackAsync(work);

        Assert.Equal(
            [
                "module/Acme.Orders.cdx.json", "module/Acme.Orders.md", "module/capabilities.json", "module/compatibility.json", "module/evidence.json",
                "module/findings.sarif", "module/module.json", "module/security.json", "module/settings/orders.schema.json",
            ],
            package.Files.Where(file => file.StartsWith("module/", StringComparison.Ordinal)));
        var index = JsonNode.Parse(package.Text("module/evidence.json"))!;
        Assert.Equal(
            [
                $"capabilities module/capabilities.json {package.Sha256("module/capabilities.json")}",
                $"compatibility module/compatibility.json {package.Sha256("module/compatibility.json")}",
                $"findings module/findings.sarif {package.Sha256("module/findings.sarif")}",
                $"manifest module/module.json {package.Sha256("module/module.json")}",
                $"metrics module/security.json {package.Sha256("module/security.json")}",
                $"page module/Acme.Orders.md {package.Sha256("module/Acme.Orders.md")}",
                $"sbom module/Acme.Orders.cdx.json {package.Sha256("module/Acme.Orders.cdx.json")}",
                $"settings-schema module/settings/orders.schema.json {package.Sha256("module/settings/orders.schema.json")}",
            ],
            index["files"]!.AsArray().Select(file => $"{file!["kind"]} {file["path"]} {file["sha256"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_packed_manifest_holds_what_msbuild_knows()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule(properties: "<Description>Orders, imported.</Description>");

        var manifest = JsonNode.Parse((await PackAsync(work)).Text("module/module.json"))!;

        Assert.Equal("Acme.Orders", (string?)manifest["id"]);
        Assert.Equal("1.2.0", (string?)manifest["version"]);
        Assert.Equal("Orders, imported.", (string?)manifest["description"]);
        Assert.Equal("https://example.com/acme/orders", (string?)manifest["links"]!["repository"]);
    }

    [Theory]
    [InlineData("<TargetFramework>net10.0</TargetFramework>")]
    [InlineData("<TargetFrameworks>net10.0;net9.0</TargetFrameworks>")]
    public async Task The_sbom_names_every_file_of_the_package_with_its_hash(string frameworks)
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule(
            properties: $"""
                {frameworks}
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <PackageReadmeFile>README.md</PackageReadmeFile>
                <AllowedOutputExtensionsInPackageBuildOutputFolder>$(AllowedOutputExtensionsInPackageBuildOutputFolder);.pdb</AllowedOutputExtensionsInPackageBuildOutputFolder>
                """,
            items: """
                <None Include="README.md" Pack="true" PackagePath="" />
                <None Include="docs/**" Pack="true" PackagePath="docs" />
                <None Include="a.txt" Pack="true" PackagePath="texts/renamed.txt;other" />
                <None Include="a.txt" Pack="true" PackagePath="tools/" />
                <Content Include="data/values.json" />
                <Content Include="secret.json" Pack="false" />
                <EmbeddedResource Update="Strings.de.resx" />
                """);
        work.Write("Acme.Orders/README.md", "# Orders\n");
        work.Write("Acme.Orders/docs/guide/a b.md", "guide\n");
        work.Write("Acme.Orders/a.txt", "a\n");
        work.Write("Acme.Orders/data/values.json", "{}\n");
        work.Write("Acme.Orders/secret.json", "{}\n");
        work.Write("Acme.Orders/Strings.de.resx", """
            <root>
              <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
              <resheader name="version"><value>2.0</value></resheader>
              <resheader name="reader"><value>System.Resources.ResXResourceReader, System.Windows.Forms</value></resheader>
              <resheader name="writer"><value>System.Resources.ResXResourceWriter, System.Windows.Forms</value></resheader>
              <data name="Hello"><value>Hallo</value></data>
            </root>
            """);

        var package = await PackAsync(work);

        var sbom = JsonNode.Parse(package.Text("module/Acme.Orders.cdx.json"))!;
        var files = sbom["metadata"]!["component"]!["components"]!.AsArray()
            .ToDictionary(
                file => (string)file!["name"]!,
                file => (string)file!["hashes"]!.AsArray().Single(hash => (string)hash!["alg"]! == "SHA-256")!["content"]!,
                StringComparer.Ordinal);
        Assert.Equal(package.Payload, files.Keys.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(package.Sha256(file.Key), file.Value));
    }

    [Fact]
    public async Task Packing_twice_gives_the_same_bytes()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        await work.CommitAsync();

        var first = await File.ReadAllBytesAsync((await PackAsync(work)).Path, TestContext.Current.CancellationToken);
        Directory.Delete(work["Acme.Orders/bin"], recursive: true);
        Directory.Delete(work["Acme.Orders/obj"], recursive: true);
        var second = await File.ReadAllBytesAsync((await PackAsync(work)).Path, TestContext.Current.CancellationToken);

        Assert.Equal(Convert.ToHexString(first), Convert.ToHexString(second));
    }

    [Fact]
    public async Task Packing_without_a_build_is_gated_all_the_same()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule();
        Assert.True((await work.Spawned.DotnetAsync(["build", "-c", "Release"], work["Acme.Orders"])).Succeeded);
        File.WriteAllText(
            work["Acme.Orders/module.json"],
            File.ReadAllText(work["Acme.Orders/module.json"]).Replace("Acme.Orders.Entry", "Acme.Orders.Enter", StringComparison.Ordinal));

        var pack = await work.Spawned.DotnetAsync(["pack", "--no-build"], work["Acme.Orders"]);

        Assert.False(pack.Succeeded);
        Assert.Equal("MB1001", Assert.Single(pack.Messages).Code);
        Assert.Empty(Directory.GetFiles(work["Acme.Orders/bin/Release"], "*.nupkg"));
    }

    [Fact]
    public async Task A_contract_that_a_package_implements_is_found_by_pack_too()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        var library = work.AddModule("Acme.Base");
        File.Delete(work["Acme.Base/module.json"]);
        work.Write("Acme.Base/Entry.cs", """
            namespace Acme.Base;

            public abstract class ModuleBase
            {
                public void Configure(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder) => builder.Properties["base"] = true;
            }
            """);
        Assert.True((await work.Spawned.DotnetAsync(["pack", library, "-o", work["feed"]], work.Path)).Succeeded);
        work.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="modulebuild-test" value="{work.Feed.Folder}" /><add key="feed" value="feed" /></packageSources>
            </configuration>
            """);
        work.AddModule(items: """<PackageReference Include="Acme.Base" Version="1.2.0" />""");
        work.Write("Acme.Orders/Entry.cs", "namespace Acme.Orders; public sealed class Entry : Acme.Base.ModuleBase;");

        var package = await PackAsync(work);
        var again = await work.Spawned.DotnetAsync(["pack", "--no-build"], work["Acme.Orders"]);

        Assert.Contains("module/evidence.json", package.Files);
        Assert.True(again.Succeeded, again.Log);
        Assert.Empty(again.Messages);
    }

    [Fact]
    public async Task A_package_with_a_nuspec_of_its_own_is_told_that_it_carries_no_evidence()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.AddModule(properties: "<NuspecFile>own.nuspec</NuspecFile>");
        work.Write("Acme.Orders/own.nuspec", """
            <package><metadata><id>Acme.Orders</id><version>1.2.0</version><authors>Acme</authors><description>Own.</description></metadata>
            <files><file src="module.json" target="x" /></files></package>
            """);

        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);

        Assert.True(pack.Succeeded, pack.Log);
        Assert.Equal("MB9009", Assert.Single(pack.Messages, message => message.Code.StartsWith("MB", StringComparison.Ordinal)).Code);
    }

    private static async Task<PackedModule> PackAsync(ModuleWorkspace work)
    {
        var pack = await work.Spawned.DotnetAsync(["pack"], work["Acme.Orders"]);
        Assert.True(pack.Succeeded, pack.Log);
        Assert.Empty(pack.Messages);
        return PackedModule.Read(Assert.Single(Directory.GetFiles(work["Acme.Orders/bin/Release"], "*.nupkg")));
    }
}
