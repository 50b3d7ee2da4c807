using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Sbom;

namespace ModuleBuild.Packaging.Tests.Sbom;

/// <summary>What a document says of one package.</summary>
public sealed class SbomPackageTests
{
    [Fact]
    public void Hash_is_that_of_the_downloadable_file()
    {
        using var scenario = new SbomScenario();
        scenario.Closures = [SbomScenario.Closure("net10.0", scenario.AddPackage("Acme.Mail", "<authors>A</authors>"))];

        var distribution = Reference(scenario.Build(), "distribution");

        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes("Acme.Mail 1.0.0"))), (string)distribution["hashes"]![0]!["content"]!);
    }

    [Fact]
    public void Hash_is_computed_where_only_the_package_file_is_left()
    {
        using var scenario = new SbomScenario();
        var package = scenario.AddPackage("Acme.Mail", "<authors>A</authors>");
        File.Delete(Path.Combine(package.PackageFolder!, "acme.mail.1.0.0.nupkg.sha512"));
        scenario.Write(package, "acme.mail.1.0.0.nupkg", "the file");
        scenario.Closures = [SbomScenario.Closure("net10.0", package)];

        var distribution = Reference(scenario.Build(), "distribution");

        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData("the file"u8)), (string)distribution["hashes"]![0]!["content"]!);
    }

    [Theory]
    [InlineData(true, "https://api.nuget.org/v3-flatcontainer/acme.mail/1.0.0-rc.1/acme.mail.1.0.0-rc.1.nupkg")]
    [InlineData(false, "pkg:nuget/Acme.Mail@1.0.0-RC.1")]
    public void Address_follows_from_who_signed_the_package_and_not_from_where_it_was_restored(bool onNuGetOrg, string address)
    {
        using var scenario = new SbomScenario();
        var package = scenario.AddPackage("Acme.Mail", "<authors>A</authors>", "1.0.0-rc.1", onNuGetOrg) with { Version = "1.0.0-RC.1" };
        scenario.Write(package, ".nupkg.metadata", """{ "version": 2, "contentHash": "x", "source": "https://user:secret@feed.acme.example/v3/index.json" }""");
        scenario.Closures = [SbomScenario.Closure("net10.0", package)];

        Assert.Equal(address, (string)Reference(scenario.Build(), "distribution")["url"]!);
    }

    [Fact]
    public void Licence_is_read_in_every_form()
    {
        using var scenario = new SbomScenario();
        SbomScenarios.Licenses(scenario);

        Assert.Equal(
            [
                """By.Combination: {"expression":"MIT AND Apache-2.0 WITH LLVM-exception","acknowledgement":"declared"}""",
                """By.Expression: {"license":{"id":"MIT","acknowledgement":"declared"}}""",
                """By.File.Outside: {"license":{"name":"../../by.file/1.0.0/docs/LICENSE.md","acknowledgement":"declared"}}""",
                """By.File: {"license":{"id":"MIT","acknowledgement":"declared"}}""",
                """By.Known.Address: {"license":{"id":"MIT","acknowledgement":"declared"}}""",
                """By.Later: {"expression":"Apache-2.0\u002B","acknowledgement":"declared"}""",
                """By.Nothing: """,
                """By.NuGet.Address: {"expression":"MIT OR Apache-2.0","acknowledgement":"declared"}""",
                """By.Reference: {"expression":"LicenseRef-Acme","acknowledgement":"declared"}""",
                """By.Unknown.Address: {"license":{"name":"https://acme.example/license","acknowledgement":"declared","url":"https://acme.example/license"}}""",
                """By.Unknown.File: {"license":{"name":"EULA.rtf","acknowledgement":"declared"}}""",
            ],
            scenario.Build()["components"]!.AsArray().Select(package => $"{package!["name"]}: {package["licenses"]?[0]!.ToJsonString()}"));
    }

    [Fact]
    public void Gap_is_a_warning_and_never_silent()
    {
        using var scenario = new SbomScenario();
        SbomScenarios.Gaps(scenario);

        var (document, findings) = SbomBuilder.Build(scenario.Request);

        Assert.NotNull(document);
        var folder = Path.Combine(scenario.Folder, "packages");
        Assert.Equal(
            [
                $"package 'Broken.Nuspec/1.0.0' is damaged, so the SBOM lacks its licence and supplier. Delete '{Path.Combine(folder, "broken.nuspec", "1.0.0")}' and run 'dotnet restore'.",
                "package 'Deleted/1.0.0' is no longer in the packages folder, so the SBOM lacks its hash, licence and supplier. Run 'dotnet restore'.",
                $"package 'Entities/1.0.0' is damaged, so the SBOM lacks its licence and supplier. Delete '{Path.Combine(folder, "entities", "1.0.0")}' and run 'dotnet restore'.",
                "package 'Gone/1.0.0' is no longer in the packages folder, so the SBOM lacks its hash, licence and supplier. Run 'dotnet restore'.",
                $"package 'No.Hash/1.0.0' is damaged, so the SBOM lacks its hash. Delete '{Path.Combine(folder, "no.hash", "1.0.0")}' and run 'dotnet restore'.",
            ],
            findings.Select(finding => finding.Message.Replace("The restore result cannot be used: ", "", StringComparison.Ordinal)));
        Assert.All(findings, finding => Assert.Equal(
            ("MB9004", Severity.Warning, new SourceLocation(scenario.Project.ProjectFile!)), (finding.Code, finding.Severity, finding.Location)));
    }

    [Fact]
    public void Package_that_ships_on_one_framework_is_not_listed_among_the_tools_of_another()
    {
        using var scenario = new SbomScenario();
        var package = scenario.AddPackage("Acme.Mail", "<authors>A</authors>");
        scenario.Closures = [SbomScenario.Closure("net10.0", package), new RuntimeClosure("net8.0", [], [], [package])];
        scenario.SdkVersion = null;

        var bom = scenario.Build();

        Assert.Null(bom["formulation"]);
        Assert.Equal("""[{"name":"modulebuild:targetFramework","value":"net10.0"}]""", Assert.Single(bom["components"]!.AsArray())!["properties"]!.ToJsonString());
    }

    [Fact]
    public void Two_versions_of_a_package_are_two_components()
    {
        using var scenario = new SbomScenario();
        var one = scenario.AddPackage("Acme.Mail", "<authors>A</authors>", "1.0.0");
        var two = scenario.AddPackage("Acme.Mail", "<authors>A</authors>", "2.0.0");
        scenario.Closures = [SbomScenario.Closure("net8.0", one), SbomScenario.Closure("net10.0", two)];

        var bom = scenario.Build();

        Assert.Equal(
            ["pkg:nuget/Acme.Mail@1.0.0", "pkg:nuget/Acme.Mail@2.0.0"],
            bom["components"]!.AsArray().Select(package => (string)package!["purl"]!));
        Assert.Equal(
            """["pkg:nuget/Acme.Mail@1.0.0","pkg:nuget/Acme.Mail@2.0.0"]""",
            bom["dependencies"]!.AsArray().Single(node => (string)node!["ref"]! == "pkg:nuget/Acme.Orders@1.2.0")!["dependsOn"]!.ToJsonString());
    }

    [Fact]
    public void File_that_cannot_be_read_stops_the_document()
    {
        using var scenario = new SbomScenario();
        var missing = Path.Combine(scenario.Folder, "missing.dll");
        scenario.Files = [new PackagedFile(missing, "lib/net10.0/Acme.Orders.dll")];

        var (document, findings) = SbomBuilder.Build(scenario.Request);

        Assert.Null(document);
        var finding = Assert.Single(findings);
        Assert.Equal(("MB9007", Severity.Error, new SourceLocation(missing)), (finding.Code, finding.Severity, finding.Location));
        Assert.Equal(
            $"The package gets this file as 'lib/net10.0/Acme.Orders.dll', but it cannot be read: Could not find file '{missing}'. Build the project first, or take the file out of the package.",
            finding.Message);
    }

    [Fact]
    public void Licence_file_of_the_module_is_recognized()
    {
        using var scenario = new SbomScenario();
        scenario.Manifest = scenario.Manifest with { License = new Core.Manifest.License(null, "LICENSE.txt") };
        File.WriteAllText(Path.Combine(scenario.Folder, "LICENSE.txt"), SbomScenarios.MitText);

        Assert.Equal(
            """[{"license":{"id":"MIT","acknowledgement":"declared"}}]""",
            scenario.Build()["metadata"]!["component"]!["licenses"]!.ToJsonString());
    }

    private static JsonNode Reference(JsonNode bom, string type) =>
        bom["components"]![0]!["externalReferences"]!.AsArray().Single(reference => (string)reference!["type"]! == type)!;
}
