using System.Text.Json;
using ModuleBuild.Packaging.Closure;

namespace ModuleBuild.Packaging.Tests.Closure;

/// <summary>The closure against what the SDK and NuGet themselves make of the same restore.</summary>
public sealed class RestoreTests
{
    private static readonly TinyPackage[] Packages =
    [
        TinyPackage.Library("Run.Library", "Run.Transitive"),
        TinyPackage.Library("Run.Transitive"),
        new("Meta.Package", [], "Meta.Child"),
        TinyPackage.Library("Meta.Child"),
        new("Native.Only", ["runtimes/linux-x64/native/libtiny.so", "lib/net10.0/_._"]),
        new("Rid.Specific", ["ref/net10.0/Rid.Specific.dll", "runtimes/unix/lib/net10.0/Rid.Specific.dll"]),
        new("Satellite.Only", ["lib/net10.0/fr/Satellite.Only.resources.dll"]),
        new("Placeholder.Only", ["lib/net10.0/_._"]),
        new("Reference.Only", ["ref/net10.0/Reference.Only.dll"]),
        new("Content.Only", ["contentFiles/any/any/readme.txt"]),
        new("Build.Only", ["build/net10.0/_._"]),
        new("Analyzer.Only", ["analyzers/dotnet/cs/_._"]),
        TinyPackage.Library("Generator.Runtime"),
        new("Generator.Private", ["analyzers/dotnet/cs/_._"], "Generator.Runtime"),
        TinyPackage.Library("Private.Library", "Private.Child", "Shared.Library"),
        TinyPackage.Library("Private.Child"),
        TinyPackage.Library("Shared.Library"),
        TinyPackage.Library("Host.Provided", "Host.Child", "Host.Native"),
        TinyPackage.Library("Host.Child"),
        new("Host.Native", ["runtimes/linux-x64/native/libhost.so"]),
        TinyPackage.Library("Compile.Only", "Compile.Child"),
        TinyPackage.Library("Compile.Child"),
        TinyPackage.Library("Sub.Library"),
        TinyPackage.Library("Sub.Private"),
    ];

    private const string App = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Run.Library" Version="1.0.0" />
            <PackageReference Include="Meta.Package" Version="1.0.0" />
            <PackageReference Include="Native.Only" Version="1.0.0" />
            <PackageReference Include="Rid.Specific" Version="1.0.0" />
            <PackageReference Include="Satellite.Only" Version="1.0.0" />
            <PackageReference Include="Placeholder.Only" Version="1.0.0" />
            <PackageReference Include="Reference.Only" Version="1.0.0" />
            <PackageReference Include="Content.Only" Version="1.0.0" />
            <PackageReference Include="Build.Only" Version="1.0.0" />
            <PackageReference Include="Analyzer.Only" Version="1.0.0" />
            <PackageReference Include="Generator.Private" Version="1.0.0" PrivateAssets="all" />
            <PackageReference Include="Private.Library" Version="1.0.0" PrivateAssets="all" />
            <PackageReference Include="Shared.Library" Version="1.0.0" />
            <PackageReference Include="Host.Provided" Version="1.0.0" ExcludeAssets="runtime" />
            <PackageReference Include="Compile.Only" Version="1.0.0" IncludeAssets="compile" />
            <ProjectReference Include="../Sub/Sub.csproj" />
          </ItemGroup>
        </Project>
        """;

    private const string Sub = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFrameworks>net10.0;net8.0</TargetFrameworks><Version>2.1.0</Version></PropertyGroup>
          <PropertyGroup Condition="'$(TargetFramework)' == 'net8.0'"><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup>
          <ItemGroup Condition="'$(TargetFramework)' == 'net10.0'">
            <PackageReference Include="Sub.Library" Version="1.0.0" />
            <PackageReference Include="Sub.Private" Version="1.0.0" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task Closure_is_what_the_sdk_publishes()
    {
        using var project = RestoredProject.Create(Packages, ("App/App.csproj", App), ("App/Program.cs", "return;"), ("Sub/Sub.csproj", Sub));
        await project.Build("Publish");

        var closure = ReadOne(project.AssetsFile, "net10.0");

        Assert.Equal(DepsJson(project["App/bin/Debug/net10.0/publish/App.deps.json"]), Keys(closure.Libraries));
        Assert.Equal(
            [
                "Host.Provided/1.0.0", "Meta.Package/1.0.0", "Native.Only/1.0.0", "Rid.Specific/1.0.0", "Run.Library/1.0.0",
                "Satellite.Only/1.0.0", "Shared.Library/1.0.0", "Sub/2.1.0",
            ],
            closure.Direct);
        Assert.Equal(
            [
                "Analyzer.Only/1.0.0", "Build.Only/1.0.0", "Compile.Child/1.0.0", "Compile.Only/1.0.0", "Content.Only/1.0.0",
                "Generator.Private/1.0.0", "Generator.Runtime/1.0.0", "Host.Child/1.0.0", "Placeholder.Only/1.0.0", "Private.Child/1.0.0",
                "Private.Library/1.0.0", "Reference.Only/1.0.0",
            ],
            Keys(closure.BuildOnly));
        var sub = Assert.Single(closure.Libraries, library => library.IsProject);
        Assert.Equal(("Sub", "2.1.0", null), (sub.Id, sub.Version, sub.PackageFolder));
        Assert.Equal(["Sub.Library/1.0.0"], sub.Dependencies);
        Assert.Equal(
            project["packages/run.library/1.0.0"],
            closure.Libraries.Single(library => library.Id == "Run.Library").PackageFolder);
    }

    /// <summary>The other truth: what a project gets that takes the module as a package.</summary>
    [Fact]
    public async Task Closure_is_what_a_consumer_of_the_package_restores()
    {
        using var project = RestoredProject.Create(
            [
                TinyPackage.Library("Run.Library", "Run.Transitive"),
                TinyPackage.Library("Run.Transitive"),
                TinyPackage.Library("Private.Library", "Run.Transitive"),
                TinyPackage.Library("Partly.Private", "Partly.Child"),
                TinyPackage.Library("Partly.Child"),
                TinyPackage.Library("Compile.Only", "Compile.Child"),
                TinyPackage.Library("Compile.Child"),
                new("Content.Only", ["contentFiles/any/any/readme.txt"]),
                TinyPackage.Library("Prunable.Library", "System.Text.Json"),
                new("System.Text.Json", ["lib/net10.0/System.Text.Json.dll"]) { Version = "1.0.0" },
            ],
            ("App/App.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><PackageOutputPath>../feed</PackageOutputPath></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Run.Library" Version="1.0.0" />
                    <PackageReference Include="Private.Library" Version="1.0.0" PrivateAssets="all" />
                    <PackageReference Include="Partly.Private" Version="1.0.0" PrivateAssets="runtime;native" />
                    <PackageReference Include="Compile.Only" Version="1.0.0" ExcludeAssets="runtime;native" />
                    <PackageReference Include="Content.Only" Version="1.0.0" />
                    <PackageReference Include="Prunable.Library" Version="1.0.0" />
                    <PackageReference Include="System.Text.Json" Version="1.0.0" NoWarn="NU1510" />
                    <ProjectReference Include="../Sub/Sub.csproj" />
                    <ProjectReference Include="../Hidden/Hidden.csproj" PrivateAssets="all" />
                  </ItemGroup>
                </Project>
                """),
            ("Sub/Sub.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework><PackageId>Acme.Sub</PackageId><Version>2.1.0</Version>
                    <PackageOutputPath>../feed</PackageOutputPath>
                  </PropertyGroup>
                </Project>
                """),
            ("Hidden/Hidden.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"""),
            ("Consumer/Consumer.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><PackageReference Include="App" Version="1.0.0" /></ItemGroup>
                </Project>
                """));
        await project.Build("Pack", "Sub/Sub.csproj");
        await project.Build("Pack");
        await project.Build("Restore", "Consumer/Consumer.csproj");

        var module = ReadOne(project.AssetsFile, "net10.0");
        var consumer = ReadOne(project["Consumer/obj/project.assets.json"], "net10.0");

        Assert.Equal(["Acme.Sub/2.1.0", "Prunable.Library/1.0.0", "Run.Library/1.0.0"], module.Direct);
        Assert.Equal(
            ["Acme.Sub/2.1.0", "Prunable.Library/1.0.0", "Run.Library/1.0.0", "Run.Transitive/1.0.0"],
            Keys(module.Libraries));
        Assert.Equal(["App/1.0.0"], consumer.Direct);
        Assert.Equal(Keys(module.Libraries).Prepend("App/1.0.0").Order(StringComparer.Ordinal), Keys(consumer.Libraries));
        Assert.Equal(module.Direct, consumer.Libraries.Single(library => library.Id == "App").Dependencies);
    }

    [Fact]
    public async Task Each_framework_has_its_own_closure_with_pinned_packages_and_without_runtime_identifiers()
    {
        using var project = RestoredProject.Create(
            [
                TinyPackage.Library("Run.Library", "Run.Transitive"),
                TinyPackage.Library("Run.Transitive"),
                TinyPackage.Library("Run.Transitive") with { Version = "1.5.0" },
                TinyPackage.Library("Windows.Library"),
                new("Rid.Specific", ["lib/net10.0/Rid.Specific.dll", "runtime.json"]),
                TinyPackage.Library("Rid.Specific.Linux"),
            ],
            ("Directory.Packages.props", """
                <Project>
                  <PropertyGroup>
                    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                    <CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageVersion Include="Run.Library" Version="1.0.0" />
                    <PackageVersion Include="Run.Transitive" Version="1.5.0" />
                    <PackageVersion Include="Windows.Library" Version="1.0.0" />
                    <PackageVersion Include="Rid.Specific" Version="1.0.0" />
                  </ItemGroup>
                </Project>
                """),
            ("App/App.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFrameworks>net10.0-windows;net10.0</TargetFrameworks>
                    <EnableWindowsTargeting>true</EnableWindowsTargeting>
                    <RuntimeIdentifiers>linux-x64;win-x64</RuntimeIdentifiers>
                    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Run.Library" />
                    <PackageReference Include="Rid.Specific" />
                    <PackageReference Include="Windows.Library" Condition="'$(TargetFramework)' == 'net10.0-windows'" />
                  </ItemGroup>
                </Project>
                """));
        await project.Build("Restore");

        var (closures, findings) = RuntimeClosureReader.Read(project.AssetsFile, []);

        Assert.Empty(findings);
        Assert.Equal(
            [
                "net10.0: Rid.Specific/1.0.0 Run.Library/1.0.0 Run.Transitive/1.5.0",
                "net10.0-windows7.0: Rid.Specific/1.0.0 Run.Library/1.0.0 Run.Transitive/1.5.0 Windows.Library/1.0.0",
            ],
            closures.Select(closure => $"{closure.TargetFramework}: {string.Join(' ', Keys(closure.Libraries))}"));
        Assert.All(closures, closure => Assert.Contains("Run.Transitive/1.5.0", closure.Direct));
        Assert.Contains("Rid.Specific.Linux/1.0.0", await File.ReadAllTextAsync(project.AssetsFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(
            ["net10.0", "net10.0-windows7.0", "net10.0-windows7.0"],
            RuntimeClosureReader.Read(project.AssetsFile, ["net10.0", "net10.0-windows", "net10.0-windows7.0"]).Closures
                .Select(closure => closure.TargetFramework));
    }

    private static IEnumerable<string> Keys(IEnumerable<ClosureLibrary> libraries) => libraries.Select(library => library.Key);

    private static RuntimeClosure ReadOne(string assetsFile, string framework)
    {
        var (closures, findings) = RuntimeClosureReader.Read(assetsFile, [framework]);
        Assert.Empty(findings);
        return Assert.Single(closures);
    }

    /// <summary>Libraries of a <c>deps.json</c> but the application itself.</summary>
    private static IEnumerable<string> DepsJson(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("libraries").EnumerateObject()
            .Select(library => library.Name).Where(name => !name.StartsWith("App/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
