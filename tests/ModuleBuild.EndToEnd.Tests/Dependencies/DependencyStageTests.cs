using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Dependencies;

/// <summary>The stage that compares manifest, references, restored packages and the compiled assembly.</summary>
public sealed class DependencyStageTests
{
    private const string Catalog = """<PackageReference Include="Acme.Catalog" Version="2.1.0" />""";

    [Fact]
    public async Task All_agree()
    {
        using var module = await DependentModule.CreateAsync(
            Catalog + """<PackageReference Include="Acme.Gateway" Version="8.3.0" /><PackageReference Include="Acme.Data" Version="1.0.0" PrivateAssets="all" />""",
            """{ "dependencies": { "acme.catalog": "[2.1,3.0)" } }""",
            uses: ["Acme.Catalog"]);

        var build = await module.BuildAsync();

        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
    }

    [Fact]
    public async Task A_referenced_module_is_not_declared()
    {
        using var module = await DependentModule.CreateAsync(Catalog, uses: ["Acme.Catalog"]);

        var build = await module.BuildAsync();

        Assert.False(build.Succeeded);
        var error = Assert.Single(build.Messages);
        Assert.Equal("error MB1005 Acme.Orders.csproj(12,5)", error.ToString());
        Assert.Contains("""Add it there with the range "[2.1.0,3.0.0)", as""", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_declares_what_is_referenced()
    {
        using var module = await DependentModule.CreateAsync(
            Catalog + """<PackageReference Include="Acme.Mail" Version="1.0.0" />""", uses: ["Acme.Catalog", "Acme.Mail"]);
        using var tool = await InstalledTool.CreateAsync();
        await module.BuildAsync();

        var found = await tool.RunAsync(module.Work["Acme.Orders"], "validate", "Acme.Orders.csproj");
        var mended = await tool.RunAsync(module.Work["Acme.Orders"], "fix", "Acme.Orders.csproj");

        Assert.Contains("Acme.Orders.csproj(12,5): error MB1005", found.Output, StringComparison.Ordinal);
        Assert.Contains("Acme.Orders.csproj(12,5): MB1005: Add \"Acme.Catalog\" to 'dependencies'", mended.Output, StringComparison.Ordinal);
        Assert.Contains("Mended 2 findings", mended.Output, StringComparison.Ordinal);
        var build = await module.BuildAsync();
        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
    }

    [Fact]
    public async Task A_module_that_Directory_Build_props_references_is_not_declared()
    {
        using var module = await DependentModule.CreateAsync(string.Empty, uses: ["Acme.Catalog"]);
        module.Work.Write("Directory.Build.props", $"<Project>\n  <ItemGroup>\n    {Catalog}\n  </ItemGroup>\n</Project>");

        var build = await module.BuildAsync();

        Assert.Equal(["error MB1005 Directory.Build.props(3,5)"], build.Short);
    }

    [Fact]
    public async Task A_referenced_project_with_a_manifest_is_not_declared()
    {
        using var module = await DependentModule.CreateAsync("""<ProjectReference Include="..\Acme.Stock\Acme.Stock.csproj" />""");
        module.Work.AddModule("Acme.Stock");

        var build = await module.BuildAsync();

        var error = Assert.Single(build.Messages);
        Assert.Equal("error MB1005 Acme.Orders.csproj(12,5)", error.ToString());
        Assert.Contains("""Add it there with the range "[1.2.0,2.0.0)", as""", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_dependencies_are_not_used()
    {
        using var module = await DependentModule.CreateAsync(
            Catalog,
            """{ "dependencies": { "Acme.Catalog": "[2.1,3.0)", "Acme.Mail": "[1.0,2.0)" } }""");

        var build = await module.BuildAsync();

        Assert.True(build.Succeeded, build.Log);
        Assert.Equal(["warning MB1006 module.json(16,5)", "warning MB1006 module.json(17,5)"], build.Short);
        Assert.Contains("no type of it is used: Acme.Orders.dll does not reference Acme.Catalog.dll.", build.Messages[0].Message, StringComparison.Ordinal);
        Assert.Contains("but the project does not reference it.", build.Messages[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_range_excludes_what_was_restored()
    {
        using var module = await DependentModule.CreateAsync(
            """<PackageReference Include="Acme.Catalog" Version="3.0.1" />""",
            """{ "dependencies": { "Acme.Catalog": "[2.1,3.0)" } }""",
            uses: ["Acme.Catalog"]);

        var build = await module.BuildAsync();

        Assert.False(build.Succeeded);
        var error = Assert.Single(build.Messages);
        Assert.Equal("error MB1007 module.json(16,21)", error.ToString());
        Assert.Contains("excludes 3.0.1, the version that the build restored. Widen the range, or change the version at Acme.Orders.csproj(12,5).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_module_conflicts_with_another()
    {
        using var module = await DependentModule.CreateAsync(
            """<PackageReference Include="Acme.Shop" Version="1.0.0" /><PackageReference Include="Acme.Rival" Version="1.0.0" />""",
            """{ "dependencies": { "Acme.Shop": "1.0", "Acme.Rival": "1.0" } }""",
            uses: ["Acme.Shop", "Acme.Rival"]);

        var build = await module.BuildAsync();

        var error = Assert.Single(build.Messages);
        Assert.Equal("error MB1009 module.json(17,5)", error.ToString());
        Assert.StartsWith("Acme.Rival 1.0.0 conflicts with Acme.OldOrders 1.0.0, which Acme.Shop 1.0.0 needs.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_of_a_reference_floats()
    {
        using var module = await DependentModule.CreateAsync("""<PackageReference Include="Acme.Text" Version="1.*" />""");

        var build = await module.BuildAsync();

        Assert.True(build.Succeeded, build.Log);
        Assert.Equal(["warning MB1010 Acme.Orders.csproj(12,5)"], build.Short);
        Assert.Contains("floating version '1.*'", build.Messages[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packages_lock_holds_a_floating_version()
    {
        using var module = await DependentModule.CreateAsync(
            """<PackageReference Include="Acme.Text" Version="1.*" />""",
            properties: "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>");

        var build = await module.BuildAsync();

        Assert.Empty(build.Messages);
    }

    [Fact]
    public async Task A_central_version_floats()
    {
        using var module = await DependentModule.CreateAsync("""<PackageReference Include="Acme.Text" />""");
        module.Work.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <CentralPackageFloatingVersionsEnabled>true</CentralPackageFloatingVersionsEnabled>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="ModuleBuild" Version="{module.Work.Feed.Version}" />
                <PackageVersion Include="Acme.Text" Version="1.*" />
              </ItemGroup>
            </Project>
            """);
        var project = module.Work["Acme.Orders/Acme.Orders.csproj"];
        var text = await File.ReadAllTextAsync(project, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            project,
            text.Replace($" Version=\"{module.Work.Feed.Version}\"", string.Empty, StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var build = await module.BuildAsync();

        Assert.Equal(["warning MB1010 Directory.Packages.props(8,5)"], build.Short);
    }

    [Fact]
    public async Task The_host_goes_along_with_the_module()
    {
        using var module = await DependentModule.CreateAsync(
            """<PackageReference Include="Acme.Gateway" Version="8.3.0" />""",
            properties: "<EnableDynamicLoading>true</EnableDynamicLoading>");

        var build = await module.BuildAsync();

        Assert.True(build.Succeeded, build.Log);
        Assert.Equal(["warning MB1012 module.json(7,5)", "warning MB1012 Acme.Orders.csproj(12,5)"], build.Short.Order(StringComparer.OrdinalIgnoreCase).Reverse());
        Assert.Contains(build.Messages, message => message.Message.StartsWith("Acme.Gateway.dll goes along", StringComparison.Ordinal)
            && message.Message.EndsWith("Set ExcludeAssets=\"runtime\" on the reference to 'Acme.Gateway'.", StringComparison.Ordinal));
        Assert.Contains(build.Messages, message => message.Message.StartsWith("Acme.Gateway.Types.dll goes along", StringComparison.Ordinal)
            && message.Message.EndsWith("Add a reference to 'Acme.Gateway.Types' with ExcludeAssets=\"runtime\".", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_host_is_kept_out_as_the_message_says()
    {
        using var module = await DependentModule.CreateAsync(
            """
            <PackageReference Include="Acme.Gateway" Version="8.3.0" ExcludeAssets="runtime" />
                <PackageReference Include="Acme.Gateway.Types" Version="8.3.0" ExcludeAssets="runtime" />
            """,
            properties: "<EnableDynamicLoading>true</EnableDynamicLoading>");

        Assert.Empty((await module.BuildAsync()).Messages);
    }

    [Fact]
    public async Task The_host_is_packed_by_hand()
    {
        using var module = await DependentModule.CreateAsync(
            """
            <PackageReference Include="Acme.Gateway" Version="8.3.0" ExcludeAssets="runtime" GeneratePathProperty="true" />
                <None Include="$(PkgAcme_Gateway)/lib/net10.0/Acme.Gateway.dll" Pack="true" PackagePath="lib/net10.0" />
            """,
            properties: "<ModuleBuildAnalyze>false</ModuleBuildAnalyze><TargetsForTfmSpecificContentInPackage>$(TargetsForTfmSpecificContentInPackage);AddTypes</TargetsForTfmSpecificContentInPackage>");
        module.Work.Write("Directory.Build.targets", """
            <Project>
              <Target Name="AddTypes">
                <ItemGroup><TfmSpecificPackageFile Include="$(PkgAcme_Gateway)/../../acme.gateway.types/8.3.0/lib/net10.0/Acme.Gateway.Types.dll" PackagePath="lib/net10.0" /></ItemGroup>
              </Target>
            </Project>
            """);
        module.Work.Write("modulebuild.baseline.json", """
            {
              "version": 1,
              "accepted": [{ "code": "MB1012", "file": "Acme.Orders/module.json", "subject": "/host/Acme.Gateway/lib~1net10.0~1Acme.Gateway.Types.dll" }]
            }
            """);

        var pack = await module.Work.Spawned.DotnetAsync(["pack", "-o", module.Work["out"]], module.Work["Acme.Orders"]);
        Assert.True(pack.Succeeded, pack.Log);
        Assert.Equal(["warning MB1012 module.json(7,5)"], pack.Short);
        Assert.StartsWith("lib/net10.0/Acme.Gateway.dll goes along with the module,", pack.Messages[0].Message, StringComparison.Ordinal);

        var strict = await module.Work.Spawned.DotnetAsync(["pack", "--no-build", "-warnaserror", "-o", module.Work["out"]], module.Work["Acme.Orders"]);
        Assert.False(strict.Succeeded);
        Assert.Equal(["error MB1012 module.json(7,5)"], strict.Short);
    }

    [Fact]
    public async Task Several_things_are_wrong_and_all_are_told()
    {
        using var module = await DependentModule.CreateAsync(
            Catalog + """<PackageReference Include="Acme.Text" Version="1.*" />""",
            """{ "dependencies": { "Acme.Mail": "[1.0,2.0)" } }""",
            uses: ["Acme.Catalog"]);

        var build = await module.BuildAsync();

        Assert.Equal(
            ["error MB1005 Acme.Orders.csproj(12,5)", "warning MB1006 module.json(16,5)", "warning MB1010 Acme.Orders.csproj(12,64)"],
            build.Short.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_framework_is_judged_by_its_own_restore()
    {
        using var module = await DependentModule.CreateAsync(
            """<PackageReference Include="Acme.Catalog" Version="2.1.0" Condition="'$(TargetFramework)' == 'net10.0'" />""",
            """{ "dependencies": { "Acme.Catalog": "[2.1,3.0)" } }""",
            properties: "<TargetFrameworks>net10.0;net9.0</TargetFrameworks><NoWarn>$(NoWarn);MB2016</NoWarn>"); // two sources, and no mapping
        var feeds = await File.ReadAllTextAsync(module.Work["nuget.config"], TestContext.Current.CancellationToken);
        module.Work.Write("nuget.config", feeds.Replace("<clear />", string.Empty, StringComparison.Ordinal)); // the other framework's references are a package
        module.Work.Write("Acme.Orders/Uses.cs", "#if NET10_0_OR_GREATER\ninternal static class Uses { public static System.Type Type => typeof(Acme.Catalog.IApi); }\n#endif\n");

        var build = await module.BuildAsync();

        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
    }

    [Fact]
    public async Task The_stage_is_switched_off()
    {
        using var module = await DependentModule.CreateAsync(Catalog, uses: ["Acme.Catalog"]);

        var build = await module.BuildAsync(new Dictionary<string, string> { ["ModuleBuildDependencies"] = "false" });

        Assert.True(build.Succeeded, build.Log);
        Assert.Empty(build.Messages);
    }

    [Fact]
    public async Task A_baseline_accepts_what_the_stage_finds()
    {
        using var module = await DependentModule.CreateAsync(Catalog, uses: ["Acme.Catalog"]);
        module.Work.Write("modulebuild.baseline.json", """
            {
              "version": 1,
              "accepted": [
                { "code": "MB1005", "file": "Acme.Orders/Acme.Orders.csproj", "subject": "/dependencies/Acme.Catalog" },
                { "code": "MB1006", "file": "Acme.Orders/module.json", "subject": "/dependencies/Acme.Mail" }
              ]
            }
            """);

        var build = await module.BuildAsync();

        Assert.Equal(["warning MB9002 modulebuild.baseline.json(5,5)"], build.Short);
    }
}
